// What keeps programs out of sign-up, as people meet it: with scripts, without, and in a hurry.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { transformWithOxc } from "../../crates/web/frontend/node_modules/vite/dist/node/index.js";
import { openPage, sizes, startBrowser, startDemo } from "./demo.mjs";
import { checked } from "./house.mjs";

let demo, browser;
before(async () => {
  [demo, browser] = await Promise.all([startDemo(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  demo?.stop();
});

async function filled(page, name) {
  await page.fill("input[name=name]", name);
  await page.fill("input[name=email]", `${name.toLowerCase()}@example.org`);
  await page.fill("input[name=password]", "a long enough phrase");
}

const button = "main form button.btn-primary";
const isIn = (page) => page.waitForURL((url) => url.pathname === "/c/coffee");

/** An administrator's word on how much is asked. */
async function effort(value) {
  const { page, context, complaints } = await openPage(browser);
  await page.goto(demo.sign_in.admin);
  await page.goto(`${demo.url}/admin/sign-up`);
  await checked(page, "the setting", complaints);
  await page.check(`[name=effort][value=${value}]`);
  await page.click("main form:has([name=effort]) button.btn-primary");
  await page.waitForURL("**/admin/sign-up?saved=1");
  await context.close();
}

test("the solver finds what the server hides", async () => {
  const source = new URL("../../crates/web/frontend/src/proof/solve.ts", import.meta.url).pathname;
  const { code } = await transformWithOxc(await readFile(source, "utf8"), source);
  const { search } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  // The same vectors stand in the test of the verifier.
  const vectors = JSON.parse(await readFile(new URL("../../crates/people/src/accounts/proofs/vectors.json", import.meta.url)));
  assert.ok(vectors.length > 3);
  for (const [salt, number, target] of vectors) {
    assert.equal(search(salt, target, Math.max(0, number - 9), number), number, salt);
    assert.equal(search(salt, target, number + 1, number + 9), undefined, "no other number has this hash");
  }
});

// First of all: after some have come from one network address, the next one waits longer.
test("without scripts one waits, and nothing but the password is typed again", async () => {
  await effort("light");
  const { page, context } = await openPage(browser, { viewport: sizes.phone, javaScriptEnabled: false });
  await page.goto(`${demo.url}/join?community=coffee`);
  assert.match(await page.textContent("main"), /Without scripts, you wait a little instead/);
  await filled(page, "Plain");
  const began = Date.now();
  await page.click(button);
  assert.match(await page.textContent("main [role=status]"), /Nearly there.*in 15 seconds.*still here/s);
  assert.equal(await page.inputValue("input[name=email]"), "plain@example.org");
  await page.fill("input[name=password]", "a long enough phrase");
  await page.click(button);
  assert.match(await page.textContent("main [role=status]"), /a little early/);
  await new Promise((resolve) => setTimeout(resolve, 15_500 - (Date.now() - began)));
  await page.fill("input[name=password]", "a long enough phrase");
  await page.click(button);
  await isIn(page);
  await context.close();
  await effort("usual");
});

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`while they type, ${size}, ${colorScheme}`, async () => {
      const { page, context, complaints } = await openPage(browser, { viewport, colorScheme });
      await page.goto(`${demo.url}/join?community=coffee`);
      await checked(page, "untouched", complaints);
      const height = await page.locator("main form").evaluate((form) => form.offsetHeight);
      await filled(page, `${size}${colorScheme}`);
      await page.waitForSelector("[data-proof-line]:has-text('Checked')");
      assert.equal(await page.locator("main form").evaluate((form) => form.offsetHeight), height, "nothing jumps");
      await checked(page, "checked", complaints);
      await page.click(button);
      await isIn(page);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

test("who is quicker than their device waits for it, and sees so", async () => {
  await effort("strong");
  const { page, context, complaints } = await openPage(browser, { viewport: sizes.phone });
  let answer;
  const late = new Promise((resolve) => (answer = resolve));
  await page.route("**/proof/join", async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(`${demo.url}/join?community=coffee`);
  const asked = page.waitForRequest("**/proof/join");
  await filled(page, "Quick");
  await asked;
  await page.click(button);
  await page.waitForSelector("[data-proof-line]:has-text('Checking that no program is signing up') progress:not([hidden])");
  await checked(page, "checking", complaints);
  answer();
  await isIn(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a check that cannot be had is a wait; one that comes late says so", async () => {
  const { page, context } = await openPage(browser, { viewport: sizes.phone, colorScheme: "dark" });
  await page.route("**/proof/join", (route) => route.abort());
  await page.goto(`${demo.url}/join?community=coffee`);
  await filled(page, "Cut");
  await page.click(button);
  await page.waitForSelector("[data-proof-told]:has-text('Nearly there')");
  await checked(page, "told to wait", []);
  await page.unroute("**/proof/join");
  // Asked for again once the form is touched, some seconds later.
  const told = page.locator("[data-proof-told]:has-text('No need to wait')");
  for (let tries = 0; tries < 60 && (await told.count()) === 0; tries++) {
    await page.fill("input[name=password]", "a long enough phrase");
    await page.waitForTimeout(250);
  }
  await checked(page, "no need to wait", []);
  await page.fill("input[name=password]", "a long enough phrase");
  await page.click(button);
  await isIn(page);
  await context.close();
});

test("the field that nobody sees is not reached, and is shown once something filled it in", async () => {
  const { page, context } = await openPage(browser, { viewport: sizes.phone });
  await page.goto(`${demo.url}/join?community=coffee`);
  await page.focus("input[name=password]");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Join|account/i, "Tab leads on to the button");
  await filled(page, "Trapped");
  await page.evaluate(() => (document.querySelector("[name=homepage]").value = "http://example.org"));
  await page.click(button);
  await page.waitForSelector("[role=alert]:has-text('leave it empty')");
  await checked(page, "caught", []);
  assert.equal(await page.evaluate(() => document.activeElement.name), "homepage", "the cursor stands there");
  await page.fill("input[name=homepage]", "");
  await page.fill("input[name=password]", "a long enough phrase");
  await page.click(button);
  await isIn(page);
  await context.close();
});
