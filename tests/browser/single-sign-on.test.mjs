// Single sign-on with a real provider: an administrator sets it up, somebody new comes in with it, a member links it, unlinks it, and
// the second time signs in at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser } from "./demo.mjs";
import { checked, startEmpty } from "./house.mjs";
import { signInThere, startProvider } from "./provider.mjs";

let browser, house, provider;
before(async () => {
  [browser, house] = await Promise.all([startBrowser(), startEmpty()]);
  provider = await startProvider(`${house.public}/sign-in/with/1/back`);
});
after(async () => {
  await browser?.close();
  provider?.stop();
  await house?.stop();
});

/** Somebody with a browser of their own; a phone in the dark, unless they sit at a desk. */
async function somebody(at = sizes.phone) {
  const { context, page, complaints } = await openPage(browser, { viewport: at, colorScheme: at === sizes.phone ? "dark" : "light" });
  // The provider's own pages ask for a font; nothing leaves this machine.
  await context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
  // A form that comes back with its problem answers 422, which the console notes.
  const see = (place) => checked(page, place, complaints.filter((told) => !told.includes("422")));
  const text = () => page.textContent("main");
  return { context, page, see, text };
}

const button = "a[href^='/sign-in/with/1']";

test("a provider is set up, and people come in with it", async () => {
  const marta = await somebody(sizes.desktop);
  await marta.page.goto(house.setUp.replace(house.own, house.public));
  await marta.page.fill("[name=name]", "Marta Okafor");
  await marta.page.click("main button.btn-primary");
  await marta.page.waitForURL("**/new");
  await marta.page.goto(`${house.public}/admin/single-sign-on`);
  await marta.see("no provider yet");
  await marta.page.fill("[name=name]", "House of Coffee");
  await marta.page.click("main form .btn-primary");
  await marta.page.waitForURL("**/admin/single-sign-on/1");
  await marta.see("a provider without its keys");
  assert.match(await marta.text(), new RegExp(`${house.public}/sign-in/with/1/back`));
  await marta.page.fill("[name=issuer]", provider.issuer);
  await marta.page.fill("[name=client]", provider.client);
  await marta.page.fill("[name=secret]", provider.secret);
  await marta.page.check("[name=newcomers]");
  await marta.page.click("main form .btn-primary");
  await marta.page.waitForSelector("#issuer-problem");
  await marta.see("a local provider, refused");
  await marta.page.fill("[name=secret]", provider.secret);
  await marta.page.check("[name=private]");
  await marta.page.click("main form .btn-primary");
  await marta.page.waitForURL("**/1?saved=1");
  assert.equal((await marta.page.content()).includes(provider.secret), false);
  await marta.page.click("form[action$='/test'] button");
  await marta.page.waitForURL("**/1/test");
  assert.match(await marta.text(), /It answers, and its keys can be read/);
  await marta.see("a provider, tested");

  // Somebody new, on a phone: at first she thinks better of it.
  const lena = await somebody();
  await lena.page.goto(`${house.public}/sign-in?to=/communities`);
  await lena.see("the door, with a provider");
  await lena.page.click(button);
  await lena.page.waitForURL(/\/interaction\//);
  await lena.page.click("a[href$='/abort']");
  await lena.page.waitForURL(/trouble=denied/);
  assert.match(await lena.text(), /House of Coffee says that you stopped/);
  await lena.see("the door, after a no");
  await lena.page.click(button);
  await signInThere(lena.page, "lena");
  await lena.page.waitForURL("**/identity");
  await lena.see("who are you here");
  assert.equal(await lena.page.inputValue("[name=name]"), "Lena Vos");
  await lena.page.click("form[action='/identity'] button");
  await lena.page.waitForURL("**/communities");
  await lena.page.goto(`${house.public}/account`);
  assert.match(await lena.text(), /@lena/);
  assert.equal(await lena.page.inputValue("[name=email]"), "lena@house.test");

  // The second time she is in at once, in another browser, too.
  const laptop = await somebody(sizes.desktop);
  await laptop.page.goto(`${house.public}/sign-in`);
  await laptop.page.click(button);
  await signInThere(laptop.page, "lena");
  await laptop.page.waitForURL(`${house.public}/**`);
  await laptop.page.goto(`${house.public}/sign-in`);
  assert.match(await laptop.text(), /signed in as Lena Vos/);

  // Marta links hers. It becomes her only way in, until she has another.
  await marta.page.goto(`${house.public}/account/sign-in-ways`);
  await marta.see("ways to sign in, nothing linked");
  await marta.page.click(button);
  await signInThere(marta.page, "marta");
  await marta.page.waitForURL("**/identity");
  await marta.see("link your accounts?");
  assert.match(await marta.text(), /marta@house\.test/);
  await marta.page.click("form[action='/identity/link'] button");
  await marta.page.waitForURL(/saved=identity/);
  const unlink = async () => {
    await marta.page.click("details:has(form[action^='/account/identities/']) summary");
    await marta.see("ways to sign in, unlinking");
    await marta.page.click("form[action^='/account/identities/'] button");
  };
  await unlink();
  await marta.page.waitForSelector("[role=alert]:has-text('your only way in')");
  await marta.see("not the only way in");
  await marta.page.goto(`${house.public}/account`);
  await marta.page.fill("form[action='/account/password'] input[name=new]", "the burrs were changed");
  await marta.page.click("form[action='/account/password'] button");
  await marta.page.waitForURL(/saved=password/);
  await marta.page.goto(`${house.public}/account/sign-in-ways`);
  await marta.page.click("details:has(form[action^='/account/identities/']) summary");
  await marta.page.fill("form[action^='/account/identities/'] input[name=password]", "the burrs were changed");
  await marta.page.click("form[action^='/account/identities/'] button");
  await marta.page.waitForURL(/saved=unlinked/);
  assert.equal(await marta.page.locator("form[action^='/account/identities/']").count(), 0);

  // Unlinked, she is a stranger there, and finds her account by signing in as usual.
  const phone = await somebody();
  await phone.page.goto(`${house.public}/sign-in?to=/communities`);
  await phone.page.click(button);
  await signInThere(phone.page, "marta");
  await phone.page.waitForURL("**/identity");
  await phone.page.click("main a[href='/sign-in?to=/identity']");
  await phone.page.waitForURL("**/sign-in?to=/identity");
  await phone.page.fill("main input[name=name]", "marta-okafor");
  await phone.page.fill("main input[name=password]", "the burrs were changed");
  await phone.page.click("form[action='/sign-in'] .btn-primary");
  await phone.page.waitForURL("**/identity");
  await phone.see("link, after signing in");
  await phone.page.click("form[action='/identity/link'] button");
  await phone.page.waitForURL("**/communities");

  await marta.page.goto(`${house.public}/admin/single-sign-on`);
  assert.match(await marta.text(), /2 accounts are linked/);
  await marta.see("one provider");
  provider.stop();
  const late = await somebody();
  await late.page.goto(`${house.public}/sign-in`);
  await late.page.click(button);
  await late.page.waitForURL(/trouble=down/);
  await late.see("the door, when the provider is down");
  for (const { context } of [marta, lena, laptop, phone, late]) await context.close();
});
