// From starting the program to a member's first post: a leader and a member in two browsers at two addresses, at the pace of people.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser } from "./demo.mjs";
import { checked, startEmpty } from "./house.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

/** Somebody who types 40 words a minute (5 letters each) and takes two seconds for each press; the machine's own time is added. */
class Person {
  constructor(page) {
    this.page = page;
    this.human = 0;
    this.steps = [];
    this.began = performance.now();
  }

  async type(field, text) {
    await this.page.fill(field, text);
    this.human += (text.length * 60_000) / (40 * 5);
  }

  async press(button) {
    await this.page.click(button);
    this.human += 2000;
  }

  /** Ends a step: its name, and how long it took. */
  done(name) {
    const now = this.human + performance.now() - this.began;
    const before = this.steps.reduce((sum, [, took]) => sum + took, 0);
    this.steps.push([name, now - before]);
  }
}

const next = "button[value=next]";

test("from the program's start to a member's first post in under five minutes", async () => {
  const started = performance.now();
  const house = await startEmpty();
  try {
    const starting = performance.now() - started;
    const leader = await openPage(browser, { viewport: sizes.desktop });
    const marta = new Person(leader.page);
    await leader.page.goto(house.setUp);
    await checked(leader.page, "set-up", leader.complaints);
    await marta.type("[name=name]", "Marta Okafor");
    await marta.press("main button.btn-primary");
    await leader.page.waitForURL("**/new");
    await checked(leader.page, "/new", leader.complaints);
    await marta.press("main button:has-text('Begin')");
    await leader.page.waitForURL("**/domain");
    marta.done("a name, and the wizard");
    await checked(leader.page, "domain", leader.complaints);
    await marta.type("[name=name]", "Coffee Guild");
    await marta.type("[name=want]", "Make better coffee at home and at work");
    await marta.type("[name=question1]", "Which grinder should I buy first?");
    await marta.type("[name=question2]", "How hard may the water be?");
    await marta.type("[name=question3]", "Why does my espresso taste sour?");
    await marta.press(next);
    await leader.page.waitForURL("**/squad");
    marta.done("what it is about");
    await checked(leader.page, "squad", leader.complaints);
    for (const [field, name] of Object.entries({ expert1: "Ivo", expert2: "Ana", learner1: "Noor", learner2: "Sam", champion: "Kei Sato" })) {
      await marta.type(`[name=${field}]`, name);
    }
    await marta.press(next);
    await leader.page.waitForURL("**/charter");
    marta.done("who begins");
    for (const step of ["charter", "rhythm", "doors"]) {
      await leader.page.waitForURL(`**/${step}`);
      await checked(leader.page, step, leader.complaints);
      await marta.press(next);
    }
    await leader.page.waitForURL("**/manage/invitations?fresh=1");
    marta.done("charter, rhythm and doors, as drafted");
    await checked(leader.page, "invitations", leader.complaints);
    await marta.press("main a:has-text('Ivo')");
    await leader.page.waitForSelector("[data-handon=link]"); // no code to scan: 127.0.0.2 is this computer
    await checked(leader.page, "invitation", leader.complaints);
    const link = await leader.page.inputValue("[data-handon=link]");
    assert.ok(link.startsWith("http://127.0.0.2:"), link);
    await marta.press("[data-handon=copy], main a:has-text('Write a mail') >> nth=0").catch(() => undefined);
    marta.done("a link for the first member");

    const member = await openPage(browser, { viewport: sizes.phone, colorScheme: "dark" });
    const ivo = new Person(member.page);
    await member.page.goto(link);
    await checked(member.page, "invited", member.complaints);
    assert.equal(await member.page.inputValue("[name=name]"), "Ivo");
    await ivo.press("main button.btn-primary");
    await member.page.waitForURL("**/c/coffee-guild**");
    ivo.done("coming in");
    await checked(member.page, "home, first time", member.complaints);
    await ivo.press("a.btn-primary:has-text('Say who you are')");
    await member.page.waitForURL("**/t/**");
    await ivo.type("#reply", "I roast at home and measure everything twice.");
    await ivo.press("#reply-form > div > button.btn-primary");
    await member.page.waitForSelector(".post-body:has-text('measure everything twice')");
    ivo.done("the first post");
    await leader.page.goto(`${house.own}/c/coffee-guild`);
    await checked(leader.page, "home, six people to be", leader.complaints);
    assert.match(await leader.page.textContent("main"), /1 said hello/);

    const steps = [["starting the program", starting], ...marta.steps, ...ivo.steps];
    const whole = steps.reduce((sum, [, took]) => sum + took, 0);
    for (const [name, took] of [...steps, ["all", whole]]) console.log(`  ${(took / 1000).toFixed(1).padStart(6)} s  ${name}`);
    assert.ok(whole < 300_000, `${whole / 1000} s`);
  } finally {
    await house.stop();
  }
});

test("a wizard that was left is taken up on a phone", async () => {
  const house = await startEmpty();
  try {
    const { page } = await openPage(browser, { viewport: sizes.desktop });
    await page.goto(house.setUp);
    await page.fill("[name=name]", "Marta");
    await page.click("main button.btn-primary");
    await page.click("main button:has-text('Begin')");
    await page.waitForURL("**/domain");
    await page.fill("[name=name]", "Coffee Guild");
    await page.fill("[name=want]", "Better coffee");
    await page.click(next);
    await page.waitForURL("**/squad");
    await page.fill("[name=expert1]", "Ivo");
    await page.click("button[value=later]");
    await page.waitForURL("**/new?saved=1");
    await page.click("main a.btn-primary:has-text('Go on')");
    await page.waitForURL("**/squad");
    await page.click("button:has-text('Go on with your phone')");
    const link = await page.inputValue("#device input");
    // Without scripts, as on a phone that is sparing with them.
    const phone = await openPage(browser, { viewport: sizes.phone, javaScriptEnabled: false });
    await phone.page.goto(link);
    await phone.page.waitForURL("**/squad");
    assert.equal(await phone.page.inputValue("[name=expert1]"), "Ivo");
    await phone.page.click(next);
    await phone.page.click(next);
    await phone.page.click(next);
    await phone.page.click(next);
    assert.match(phone.page.url(), /\/c\/coffee-guild\/manage\/invitations\?fresh=1$/);
    await page.goto(`${house.own}/new`);
    assert.equal(await page.locator("text=On its way").count(), 0);
  } finally {
    await house.stop();
  }
});

test("the wizard in Dutch, on a phone in the dark", async () => {
  const house = await startEmpty();
  try {
    const { page, complaints } = await openPage(browser, { viewport: sizes.phone, colorScheme: "dark", locale: "nl-NL" });
    await page.goto(house.setUp);
    assert.equal(await page.getAttribute("html", "lang"), "nl");
    await checked(page, "set-up", complaints);
    await page.fill("[name=name]", "Marta");
    await page.click("main button.btn-primary");
    await page.waitForURL("**/new");
    await checked(page, "/new", complaints);
    await page.click("main form[action='/new'] button.btn-primary");
    await page.waitForURL("**/domain");
    await page.fill("[name=name]", "Koffiegilde");
    await page.fill("[name=want]", "Betere koffie, thuis en op het werk");
    await page.fill("[name=question1]", "Welke molen koop ik eerst?");
    for (const step of ["squad", "charter", "rhythm", "doors"]) {
      await checked(page, step, complaints);
      await page.click(next);
      await page.waitForURL(`**/${step}`);
      if (step === "charter") assert.match(await page.inputValue("[name=purpose]"), /koffie/);
    }
    await checked(page, "doors", complaints);
    await page.click(next);
    await page.waitForURL("**/c/koffiegilde/manage/invitations?fresh=1");
    await checked(page, "invitations", complaints);
    await page.goto(`${house.own}/c/koffiegilde`);
    await checked(page, "home", complaints);
  } finally {
    await house.stop();
  }
});
