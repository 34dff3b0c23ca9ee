// Writing with scripts: tools, preview, completion, emoji, files, drafts, a second tab, a lost connection; and without them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser, startDemo } from "./demo.mjs";

let demo, browser, axe, thread;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), startBrowser()]);
  axe = await readFile(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  const found = await (await fetch(`${demo.url}/api/v1/search?q=softened+water+scale&limit=1`)).json();
  thread = found.hits[0].url.split("?")[0];
});
after(async () => {
  await browser?.close();
  demo?.stop();
});

/** The thread as somebody who may write, the composer ready and empty. */
async function writer(role = "member", options = { viewport: sizes.desktop }) {
  const opened = await openPage(browser, options);
  await opened.page.goto(demo.sign_in[role]);
  await go(opened.page, thread, "#reply");
  await opened.page.fill("#reply", "");
  return opened;
}

async function go(page, path, field) {
  await page.goto(demo.url + path);
  await page.waitForSelector(`${field}[aria-autocomplete]`);
}

const text = (page, field = "#reply") => page.inputValue(field);
/** What the composer says about the draft of the reply. */
const state = (page, words) => page.waitForFunction((said) => document.querySelector("#reply-form [data-part=state]").textContent.startsWith(said), words);

async function check(page, part) {
  await page.evaluate(axe);
  const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const { violations } = await page.evaluate(([scope, rules]) => axe.run(scope, rules), [part, options]);
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join("; ")}`), [], part);
}

test("marks by button and key, undone with Ctrl Z", async () => {
  const { context, page, complaints } = await writer();
  await page.focus("#reply");
  await page.keyboard.type("soft water");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+b");
  assert.equal(await text(page), "**soft water**");
  await page.keyboard.press("Control+z");
  assert.equal(await text(page), "soft water");
  await page.click("#reply-form [data-do=list]");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two");
  assert.equal(await text(page), "- soft water\n- two");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("a link");
  assert.equal(await text(page), "- soft water\n- two\n[a link](https://)");
  assert.equal(await page.locator("dialog[open]").count(), 0, "the palette stays closed");
  await page.focus("#reply-form [data-do=bold]");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.do), "italic");
  await page.focus("#reply");
  await page.keyboard.press("Escape");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "reply");
  assert.equal(await text(page), "- soft water\n- two\n[a link](https://)");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the preview is the server's, with mathematics", async () => {
  for (const [size, colorScheme] of [["desktop", "light"], ["phone", "dark"]]) {
    const { context, page, complaints } = await writer("member", { viewport: sizes[size], colorScheme });
    await page.fill("#reply", "**so** $x^2$\n\n```\ncode\n```");
    await page.click("#reply-form [data-do=preview]");
    await page.waitForSelector("#reply-form [data-part=preview] math");
    assert.equal(await page.textContent("#reply-form [data-part=preview] strong"), "so");
    await check(page, "#reply-form");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "reply");
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test("people and emoji complete at the caret", async () => {
  const { context, page, complaints } = await writer();
  await page.focus("#reply");
  await page.keyboard.type("Ask @iv");
  await page.waitForSelector(".completion [role=option]");
  await check(page, "#reply-form");
  await page.keyboard.press("Enter");
  assert.equal(await text(page), "Ask @ivo ");
  await page.keyboard.type("@iv");
  await page.waitForSelector(".completion [role=option]");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".completion").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "reply", "Esc closes the list first");
  await page.fill("#reply", "");
  await page.keyboard.type("over :coffee");
  await page.waitForSelector(".completion [role=option]");
  await page.keyboard.press("Tab");
  assert.match(await text(page), /^over \p{Emoji}/u);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the emoji picker, in both languages, for texts and reactions", async () => {
  for (const [size, locale, word] of [["desktop", "en-GB", "rocket"], ["phone", "nl-NL", "raket"]]) {
    const { context, page, complaints } = await writer(size === "phone" ? "moderator" : "member", { viewport: sizes[size], locale });
    await page.click("#reply-form [data-do=emoji]");
    await page.waitForSelector(".emoji [role=option]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.locator(".emoji [aria-selected=true]").count(), 1);
    await page.keyboard.type(word);
    await page.waitForFunction(() => document.querySelector(".emoji [aria-selected=true]")?.textContent === "🚀");
    await check(page, "dialog.emoji");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#reply").value === "🚀");
    // A reaction refreshes the page and leaves the text alone.
    await page.locator("[data-controller=react]").last().click();
    await page.waitForSelector(".emoji [data-of=recent] [role=option]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".reaction[aria-pressed=true]:has-text('🚀')");
    assert.equal(await text(page), "🚀");
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test("what is selected in a post is quoted", async () => {
  const { context, page, complaints } = await writer();
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector(".post-body p")));
  await page.click(".quote-here");
  assert.match(await text(page), /^> \[.+\]\(\/c\/coffee\/t\/\d+\/\S+\):\n>\n> \S.+\n\n$/s);
  assert.equal(await page.evaluate(() => document.activeElement.id), "reply");
  assert.deepEqual(complaints, []);
  await context.close();
});

for (const [size, viewport] of Object.entries(sizes)) {
  test(`pictures and files come by paste, with their errors beside the text, ${size}`, async () => {
    const { context, page, complaints } = await writer(size === "phone" ? "champion" : "member", { viewport });
    await page.focus("#reply");
    await page.keyboard.type("Look:");
    await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
      canvas.getContext("2d").fillRect(0, 0, 20, 20);
      const picture = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const data = new DataTransfer();
      data.items.add(new File([picture], "boiler.png", { type: "image/png" }));
      data.items.add(new File(["no picture at all"], "broken.png", { type: "image/png" }));
      data.items.add(new File(["GH 4"], "notes.txt", { type: "text/plain" }));
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector("#reply").dispatchEvent(event);
    });
    await page.waitForFunction(() => !document.querySelector("#reply").value.includes("…"));
    assert.match(await text(page), /^Look:\n!\[boiler.*\]\(\/f\/\d+\/boiler\.\w+\)\n\[notes\.txt\]\(\/f\/\d+\/notes\.txt\)\s*$/);
    assert.equal(await page.locator(".composer-files .file-error").count(), 1);
    await check(page, "#reply-form");
    await state(page, "draft saved");
    await page.click("#reply-form [data-do=preview]");
    await page.waitForSelector("#reply-form [data-part=preview] img");
    assert.ok(await page.evaluate(() => document.querySelector("#reply-form [data-part=preview] img").decode().then(() => true)));
    await page.keyboard.press("Escape");
    await page.fill("#reply", "");
    await page.waitForTimeout(1500);
    assert.deepEqual(complaints.filter((words) => !/4(15|22)/.test(words)), []);
    await context.close();
  });
}

for (const [size, viewport] of Object.entries(sizes)) {
  test(`a draft is there again, and a second tab overwrites nothing, ${size}`, async () => {
    const { context, page, complaints } = await writer(size === "phone" ? "moderator" : "steward", { viewport });
    await page.focus("#reply");
    await page.keyboard.type("Half a thought");
    await state(page, "draft saved");
    await go(page, thread, "#reply");
    assert.equal(await text(page), "Half a thought");

    const other = await context.newPage();
    await go(other, thread, "#reply");
    await other.focus("#reply");
    await other.keyboard.press("Control+End");
    await other.keyboard.type(", thought on");
    await state(other, "draft saved");

    await page.bringToFront();
    await page.focus("#reply");
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" of mine");
    await page.waitForSelector("[data-kind=conflict]");
    assert.equal(await page.textContent("[data-kind=conflict] pre"), "Half a thought, thought on");
    await check(page, "#reply-form");
    await page.click("[data-kind=conflict] [data-do=keep]");
    await state(page, "draft saved");

    await other.bringToFront();
    await other.focus("#reply");
    await other.keyboard.type("!");
    await other.waitForSelector("[data-kind=conflict]");
    await other.click("[data-kind=conflict] [data-do=take]");
    assert.equal(await text(other), "Half a thought of mine");
    await other.fill("#reply", "");
    await other.waitForTimeout(1500);
    await go(other, thread, "#reply");
    assert.equal(await text(other), "", "an emptied draft is forgotten");
    assert.deepEqual(complaints.filter((words) => !words.includes("409")), []);
    await context.close();
  });
}

test("a lost connection costs nothing; Ctrl Enter sends once", async () => {
  const { context, page } = await writer("champion", { viewport: sizes.phone });
  const words = `Sent after a while ${Date.now()}`;
  await page.focus("#reply");
  await page.keyboard.type("Sent after");
  await state(page, "draft saved");
  await context.setOffline(true);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
  await state(page, "not saved: no connection");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("[data-kind=sending]");
  await check(page, "#reply-form");
  assert.equal(await text(page), words);
  assert.ok(await page.isEnabled("#reply-form .btn-primary"));
  await context.setOffline(false);
  await state(page, "draft saved");
  await page.focus("#reply");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(`.post-body:has-text("${words}")`);
  await page.waitForFunction(() => document.querySelector("#reply").value === "");
  await go(page, thread, "#reply");
  assert.equal(await text(page), "");
  assert.equal(await page.locator(`.post-body:has-text("${words}")`).count(), 1);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")).length), 0);
  await context.close();
});

test("what only this device has is offered", async () => {
  const { context, page, complaints } = await writer();
  await page.evaluate((path) => {
    const [, , , , id] = path.split("/");
    const key = `draft:${document.querySelector("#reply-form .composer").dataset.who}:/c/coffee/reply/${id}`;
    localStorage.setItem(key, JSON.stringify({ source: "kept here only", fields: {} }));
  }, thread);
  await page.goto(demo.url + thread);
  await page.waitForSelector("[data-kind=kept]");
  await check(page, "#reply-form");
  await page.click("[data-kind=kept] [data-do=take]");
  assert.equal(await text(page), "kept here only");
  await state(page, "draft saved");
  await page.fill("#reply", "");
  await page.waitForTimeout(1500);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("signed out meanwhile: the text comes back", async () => {
  const { context, page } = await writer("newcomer");
  await page.fill("#reply", "Written while signed out");
  await context.clearCookies();
  await page.click("#reply-form .btn-primary");
  await page.waitForFunction(() => [...document.querySelectorAll("main textarea")].some((area) => area.value === "Written while signed out" && area.id !== "reply"));
  assert.equal(await page.locator("#reply-form").count(), 0);
  await context.close();
});

test("the new box proposes, and leaves alone what somebody chose", async () => {
  const { context, page, complaints } = await openPage(browser, { viewport: sizes.desktop });
  await page.goto(demo.sign_in.member);
  await go(page, "/c/coffee/new", "textarea[name=source]");
  await page.fill("input[name=title]", "Why does softened water scale up?");
  await page.waitForSelector('[data-newbox-target="similar"] a');
  await page.waitForFunction(() => document.querySelector("input[name=tags]").value !== "");
  assert.ok(await page.isChecked("input[name=kind][value=question]"));
  await page.check("input[name=kind][value=discussion]", { force: true });
  await page.fill("input[name=tags]", "mine");
  await page.fill("input[name=title]", "Why does softened water scale up in boilers?");
  await page.waitForTimeout(1000);
  assert.ok(await page.isChecked("input[name=kind][value=discussion]"));
  assert.equal(await page.inputValue("input[name=tags]"), "mine");
  assert.deepEqual(complaints, []);
  await context.close();
});

test("without scripts: preview, a file, and the answer", async () => {
  const { context, page } = await openPage(browser, { viewport: sizes.phone, javaScriptEnabled: false });
  await page.goto(demo.sign_in.moderator);
  await page.goto(demo.url + thread);
  assert.equal(await page.locator("#reply-form .composer-bar").isVisible(), false);
  await page.fill("#reply", "**plain** words");
  await page.setInputFiles("#reply-file", { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("GH 4") });
  await page.click("#reply-form [formaction]");
  assert.match(await text(page), /^\*\*plain\*\* words\s+\[notes\.txt\]\(\/f\/\d+\/notes\.txt\)/);
  await page.click("#reply-form [name=preview]");
  assert.equal(await page.textContent(".post-body strong"), "plain");
  await page.click("main form .btn-primary");
  assert.ok(await page.locator(".post-body:has-text('plain words')").count());
  await context.close();
});
