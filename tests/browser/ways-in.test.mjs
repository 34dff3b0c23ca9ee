// The other ways in, each with the browsers of everybody who takes part: listening first, a pasted list and claiming, thirty
// chapters, joining by request, and a charter that a member changes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser, startDemo } from "./demo.mjs";
import { checked, startEmpty } from "./house.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** Somebody with a browser of their own; a phone in the dark, unless they sit at a desk. */
async function somebody(at = sizes.phone) {
  const { page, complaints } = await openPage(browser, { viewport: at, colorScheme: at === sizes.phone ? "dark" : "light" });
  const see = (place) => checked(page, place, complaints);
  const text = () => page.textContent("main");
  return { page, see, text };
}

/** The first person of an empty house, in the wizard. */
async function leader(house) {
  const marta = await somebody(sizes.desktop);
  await marta.page.goto(house.setUp);
  await marta.page.fill("[name=name]", "Marta Okafor");
  await marta.page.click("main button.btn-primary");
  await marta.page.waitForURL("**/new");
  return marta;
}

const next = "button[value=next]";

/** A community from nothing, as it is drafted. */
async function opened(marta) {
  const { page } = marta;
  await page.click("main button:has-text('Begin')");
  await page.waitForURL("**/domain");
  await page.fill("[name=name]", "Coffee Guild");
  await page.fill("[name=want]", "Make better coffee at home and at work");
  for (const step of ["squad", "charter", "rhythm", "doors"]) {
    await page.click(next);
    await page.waitForURL(`**/${step}`);
  }
  await page.click(next);
  await page.waitForURL("**/manage/invitations?fresh=1");
}

async function inAnEmptyHouse(journey) {
  const house = await startEmpty();
  try {
    await journey(house);
  } finally {
    await house.stop();
  }
}

test("what people say when they are asked first stands beside the steps", () =>
  inAnEmptyHouse(async (house) => {
    const marta = await leader(house);
    await marta.page.click("main button:has-text('Begin')");
    await marta.page.waitForURL("**/domain");
    await marta.page.fill("[name=name]", "Coffee Guild");
    await marta.page.click("main button[value=listen]");
    await marta.page.waitForURL("**/answers");
    await marta.page.click("main form:not([action*=device]) > button.btn-primary");
    await marta.see("answers, none yet");
    const link = await marta.page.inputValue("[data-handon=link]");
    const said = { Noor: "The taste changes every day", Sam: "Nobody tells me when a batch is bad" };
    for (const [name, struggle] of Object.entries(said)) {
      const asked = await somebody();
      await asked.page.goto(link);
      await asked.see("five questions");
      await asked.page.fill("[name=struggle]", struggle);
      await asked.page.fill("[name=when]", "Thursdays at four");
      await asked.page.fill("[name=who]", name);
      await asked.page.click("main button.btn-primary");
      await asked.page.waitForSelector("[role=status]:has-text('Thank you')");
      await asked.see("thanks");
    }
    await marta.page.reload();
    await marta.see("answers");
    for (const [name, struggle] of Object.entries(said)) assert.ok((await marta.text()).includes(name) && (await marta.text()).includes(struggle));
    await marta.page.click("main a:has-text('Back to the steps')");
    await marta.page.waitForURL("**/domain");
    assert.equal(await marta.page.inputValue("[name=name]"), "Coffee Guild", "what was typed before is there");
    for (const struggle of Object.values(said)) assert.ok((await marta.text()).includes(struggle));
    await marta.see("domain with answers");
  }));

test("a pasted list comes in by links, one for each", () =>
  inAnEmptyHouse(async (house) => {
    const marta = await leader(house);
    await opened(marta);
    await marta.page.goto(`${house.own}/c/coffee-guild/manage/people`);
    await marta.see("bring people");
    await marta.page.fill("[name=text]", "name;email;title\nIvo Marin;ivo@example.org;Roaster\nNoor Haddad;;Barista\n;nobody@example.org;\n");
    await marta.page.click("main button.btn-primary");
    await marta.page.waitForURL("**/manage/people/*");
    await marta.see("preview of the list");
    assert.match(await marta.text(), /Ivo Marin/);
    await marta.page.click("form:not([action$=forget]) > button.btn-primary");
    await marta.page.waitForSelector("[role=status] li");
    await marta.see("list is in");
    await marta.page.click("main a.btn-primary");
    await marta.page.waitForURL("**/links");
    await marta.see("links to make");
    await marta.page.click("main button.btn-primary");
    await marta.page.waitForSelector("main code");
    await marta.see("links made");
    const links = await marta.page.locator("main code").allTextContents();
    assert.equal(links.length, 2);
    const row = marta.page.locator("main li", { hasText: "Noor Haddad" });
    const noor = await somebody();
    await noor.page.goto(await row.locator("code").textContent());
    await noor.see("claim");
    await noor.page.click("main button.btn-primary");
    await noor.page.waitForURL("**/c/coffee-guild**");
    await noor.see("home of somebody who claimed");
    await noor.page.goto(`${house.public}/c/coffee-guild/members/noor-haddad`);
    assert.match(await noor.text(), /Barista/, "what the list said of them is theirs");
    const second = await somebody();
    await second.page.goto(await row.locator("code").textContent());
    await second.see("a link that was used");
    assert.equal(await second.page.locator("main button.btn-primary").count(), 0, "it worked once");
  }));

test("thirty chapters from a list, and one of their champions", () =>
  inAnEmptyHouse(async (house) => {
    const marta = await leader(house);
    await opened(marta);
    await marta.page.goto(`${house.own}/admin/chapters`);
    const rows = Array.from({ length: 30 }, (_, n) => `Chapter ${n + 1};Town ${n + 1};Lead ${n + 1};lead${n + 1}@example.org`);
    await marta.page.fill("[name=text]", ["name;place;champion name;champion e-mail", ...rows].join("\n"));
    await marta.page.click("main button.btn-primary");
    await marta.page.waitForURL("**/admin/chapters/*/*");
    await marta.see("preview of chapters");
    await marta.page.click("main button.btn-primary");
    await marta.page.waitForSelector("#done");
    await marta.see("chapters founded");
    await marta.page.click("main button:has-text('links') >> nth=0");
    await marta.page.waitForSelector("main code");
    assert.equal(await marta.page.locator("main code").count(), 30);
    await marta.see("thirty links");
    const lead = await somebody();
    await lead.page.goto(await marta.page.locator("main li", { hasText: /^Lead 17 / }).locator("code").textContent());
    await lead.page.click("main button.btn-primary");
    await lead.page.waitForURL("**/c/chapter-17**");
    await lead.see("a chapter's home, its champion");
    await lead.page.goto(`${house.public}/c/chapter-17/manage/roles`);
    await lead.see("a chapter's roles");
    await lead.page.goto(`${house.public}/c/coffee-guild`);
    await lead.see("the parent's home");
    await marta.page.goto(`${house.own}/`);
    await marta.see("a site of thirty-one");
  }));

test("joining by request: one is let in, one is declined with a reason", async () => {
  const demo = await startDemo();
  try {
    const champion = await somebody(sizes.desktop);
    await champion.page.goto(demo.sign_in.champion);
    await champion.page.goto(`${demo.url}/c/coffee/manage`);
    await champion.page.check("[name=joining][value=request]");
    await champion.page.click("main form:has([name=joining]) button.btn-primary");
    await champion.page.goto(`${demo.url}/c/coffee/manage/requests`);
    await champion.see("no requests");
    await champion.page.fill("[name=questions]", "What do you brew with?\nWho sent you?");
    await champion.page.click("main button:has-text('Save')");
    const [ines, spam] = [await somebody(), await somebody(sizes.desktop)];
    for (const [one, name, answer] of [[ines, "Inês Duarte", "A moka pot, for now"], [spam, "Buy Now", "Cheap beans dot example"]]) {
      await one.page.goto(`${demo.url}/c/coffee/ask-to-join`);
      await one.see("ask to join");
      await one.page.fill("[name=name]", name);
      await one.page.fill("[name=answer] >> nth=0", answer);
      await one.page.click("main button.btn-primary");
      await one.page.waitForSelector("[role=status]:has-text('Your request waits')");
      await one.see("waiting");
    }
    const moderator = await somebody(sizes.desktop);
    await moderator.page.goto(demo.sign_in.moderator);
    await moderator.page.goto(`${demo.url}/c/coffee/manage/requests`);
    await moderator.see("two requests");
    assert.match(await moderator.text(), /A moka pot, for now/);
    const of = (name) => moderator.page.locator("main li", { hasText: name });
    await of("Buy Now").locator("[name=reason]").fill("We do not sell here.");
    await of("Buy Now").locator("button[value=out]").click();
    await of("Buy Now").waitFor({ state: "detached" });
    await of("Inês Duarte").locator("button[value=in]").click();
    await of("Inês Duarte").waitFor({ state: "detached" });
    await spam.page.reload();
    await spam.page.waitForSelector("[role=status]:has-text('We do not sell here.')");
    await spam.see("declined");
    await ines.page.goto(`${demo.url}/c/coffee`);
    await ines.see("home of who was let in");
    await ines.page.goto(`${demo.url}/notifications`);
    await ines.see("inbox of who was let in");
    assert.match(await ines.text(), /Better Coffee|coffee/i);
    await ines.page.goto(`${demo.url}/c/coffee/new`);
    assert.equal(await ines.page.locator("[name=title]").count(), 1, "they may write now");
  } finally {
    demo.stop();
  }
});

test("a member proposes, another agrees, the champion takes it up, a third reads it", async () => {
  const demo = await startDemo();
  try {
    const [member, other, champion] = [await somebody(), await somebody(), await somebody(sizes.desktop)];
    await member.page.goto(demo.sign_in.member);
    await member.page.goto(`${demo.url}/c/coffee/charter/propose`);
    await member.see("propose a change");
    const norms = await member.page.inputValue("[name=norms]");
    await member.page.fill("[name=norms]", `${norms}\nWe say what went wrong, too.`);
    await member.page.fill("[name=why]", "Failures teach us most.");
    await member.page.click("main button.btn-primary");
    await member.page.waitForURL("**/charter/proposals/*");
    await member.see("the proposal, its author");
    const proposal = member.page.url();
    await other.page.goto(demo.sign_in.steward);
    await other.page.goto(proposal);
    await other.page.fill("[name=source]", "I would read those.");
    await other.page.click("form[action$=comment] button");
    await other.page.waitForSelector("#remarks li:has-text('I would read those.')");
    await other.page.click("button[value=fine]");
    await other.page.waitForSelector("button[value=fine][aria-pressed=true]");
    await other.see("the proposal, somebody who agrees");
    await champion.page.goto(demo.sign_in.champion);
    await champion.page.goto(proposal);
    await champion.see("the proposal, the champion");
    assert.match(await champion.text(), /We say what went wrong, too\./);
    await champion.page.click("form[action$=take] button");
    await champion.page.waitForSelector("form[action$=take]", { state: "detached" });
    await champion.page.goto(`${demo.url}/c/coffee/charter`);
    assert.match(await champion.text(), /We say what went wrong, too\./);
    await champion.see("the charter, changed");
    await other.page.goto(`${demo.url}/c/coffee/charter`);
    await other.see("the charter, to be read again");
    await other.page.click("main button:has-text('I have read it')");
    await other.page.waitForSelector("main button:has-text('I have read it')", { state: "detached" });
  } finally {
    demo.stop();
  }
});
