// Two people, two browsers, both sizes: ask, answer, accept, edit against each other, delete and undo, split and merge.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser, startDemo } from "./demo.mjs";

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), startBrowser()]);
  // Nobody here waits between two posts as new members do.
  const { page, context } = await person("champion", sizes.desktop);
  await page.goto(`${demo.url}/c/coffee/manage/trust`);
  await page.fill("[name=new_days]", "0");
  await page.click("main form button.btn-primary");
  await page.waitForSelector("main [role=status]");
  await context.close();
});
after(async () => {
  await browser?.close();
  demo?.stop();
});

/** Somebody in a browser of their own. */
async function person(role, viewport, options = {}) {
  const opened = await openPage(browser, { viewport, ...options });
  await opened.page.goto(demo.sign_in[role]);
  return opened;
}

/** Writes into a composer, whether its scripts have come or not. */
async function write(page, field, text) {
  await page.waitForSelector(field);
  await page.fill(field, text);
}

async function ask(page, title, text, kind = "question") {
  await page.goto(`${demo.url}/c/coffee/new`);
  await page.fill("input[name=title]", title);
  await write(page, "#new", text);
  await page.locator(`label.chip:has(input[value=${kind}])`).click();
  await page.click("form[action$='/new'] button.btn-primary:has-text('Post it')");
  await page.waitForURL(/\/t\/\d+\//);
  return new URL(page.url()).pathname;
}

async function answer(page, path, text) {
  await page.goto(demo.url + path);
  await write(page, "#reply", text);
  await page.click("#reply-form > div > button.btn-primary");
  await page.waitForSelector(`.post-body:has-text("${text}")`);
}

/** Opens the menu below a post that says this. */
async function more(page, text) {
  const post = page.locator(".answer", { hasText: text });
  await post.locator("details.dropdown > summary").click();
  return post;
}

for (const [size, viewport] of Object.entries(sizes)) {
  test(`asked, answered, accepted, ${size}`, async () => {
    const [asker, helper] = await Promise.all([person("newcomer", viewport), person("moderator", viewport)]);
    const path = await ask(asker.page, `Which brush for the ${size} grinder?`, "The chute clogs, *every* day.");
    await answer(helper.page, path, `A dry one, on the ${size}.`);
    assert.match(helper.page.url(), /\?at=\d+/);
    await asker.page.goto(demo.url + path);
    await asker.page.click(".answer button:has-text('This solved it')");
    await asker.page.waitForSelector(".answer-accepted");
    assert.match(await asker.page.textContent("article"), /Answered in/);
    await asker.page.click(".answer .vote button[value='1']");
    await asker.page.waitForSelector(".answer .vote button[aria-pressed=true]");
    await helper.page.goto(demo.url + path);
    await helper.page.waitForSelector(".answer-accepted");
    assert.deepEqual([...asker.complaints, ...helper.complaints], []);
    await Promise.all([asker.context.close(), helper.context.close()]);
  });

  test(`edited against each other, ${size}`, async () => {
    const [author, moderator] = await Promise.all([person("newcomer", viewport), person("moderator", viewport)]);
    const path = await ask(author.page, `Cleaning the ${size} group head`, "Text of the beginning.", "discussion");
    const post = await author.page.getAttribute("[id^=body-]", "id");
    const edit = `${demo.url}/c/coffee/posts/${post.replace("body-", "")}/edit`;
    await Promise.all([author.page.goto(edit), moderator.page.goto(edit)]);
    const field = "textarea[name=source]";
    await write(moderator.page, field, "Text of the moderator.");
    await moderator.page.click("main form button.btn-primary");
    await moderator.page.waitForURL(/\/t\/\d+\//);
    await write(author.page, field, "Text of the author.");
    await author.page.click("main form button.btn-primary");
    await author.page.waitForSelector("[role=alert]:has-text('changed this text')");
    assert.equal(await author.page.inputValue(field), "Text of the author.", "what was typed is there");
    assert.match(await author.page.textContent(".diff"), /moderator/);
    await moderator.page.goto(demo.url + path);
    assert.match(await moderator.page.textContent("article .post-body"), /moderator/, "nothing was overwritten");
    await author.page.click("main form button.btn-primary");
    await author.page.waitForURL(/\/t\/\d+\//);
    await author.page.waitForSelector(".post-body:has-text('Text of the author.')");
    await author.page.goto(`${demo.url}/c/coffee/posts/${post.replace("body-", "")}/history`);
    assert.match(await author.page.textContent("main"), /Text of the moderator/);
    // A 409 is said in the console, too; nothing else may be.
    const others = [...author.complaints, ...moderator.complaints].filter((line) => !line.includes("409"));
    assert.deepEqual(others, []);
    await Promise.all([author.context.close(), moderator.context.close()]);
  });

  test(`deleted and brought back, ${size}`, async () => {
    const [asker, helper] = await Promise.all([person("newcomer", viewport), person("member", viewport)]);
    const path = await ask(asker.page, `Which cloth for the ${size} steam wand?`, "A wet one, or not?");
    await answer(helper.page, path, "A wet one, always.");
    await more(helper.page, "A wet one, always.");
    await helper.page.click(".dropdown-content a:has-text('Delete')");
    await helper.page.waitForSelector("h1:has-text('Delete this?')");
    await helper.page.click("main button.btn-error");
    await helper.page.waitForSelector("#gone button:has-text('Undo')");
    await asker.page.goto(demo.url + path);
    assert.equal(await asker.page.locator(".answer").count(), 0);
    await helper.page.click("#gone button:has-text('Undo')");
    await helper.page.waitForSelector(".answer:has-text('A wet one, always.')");
    await asker.page.reload();
    assert.equal(await asker.page.locator(".answer").count(), 1);
    assert.deepEqual([...asker.complaints, ...helper.complaints], []);
    await Promise.all([asker.context.close(), helper.context.close()]);
  });

  test(`split off and merged again, ${size}`, async () => {
    const [writer, moderator] = await Promise.all([person("newcomer", viewport), person("moderator", viewport)]);
    const path = await ask(writer.page, `Morning routine, ${size}`, "How do you start?", "discussion");
    await answer(writer.page, path, "With the machine on at five.");
    await answer(writer.page, path, "By the way, who repairs timers?");
    await moderator.page.goto(demo.url + path);
    await moderator.page.click("aside details summary:has-text('Keep order')");
    await moderator.page.click("aside a:has-text('Split off')");
    await moderator.page.fill("input[name=title]", `Who repairs timers, ${size}?`);
    await moderator.page.locator("label:has-text('repairs timers?') input[name=post]").check();
    await moderator.page.click("main button.btn-primary");
    await moderator.page.waitForURL(/who-repairs-timers/);
    const split = new URL(moderator.page.url()).pathname;
    await writer.page.goto(demo.url + path);
    assert.equal(await writer.page.locator(".answer").count(), 1);
    await moderator.page.click("aside details summary:has-text('Keep order')");
    await moderator.page.click("aside a:has-text('Merge into')");
    await moderator.page.fill("input[name=other]", demo.url + path);
    await moderator.page.click("main form button.btn-primary");
    await moderator.page.waitForURL((url) => url.pathname === path);
    await writer.page.goto(demo.url + split);
    assert.equal(new URL(writer.page.url()).pathname, path, "the old address leads on");
    assert.equal(await writer.page.locator(".answer").count(), 2);
    assert.deepEqual([...writer.complaints, ...moderator.complaints], []);
    await Promise.all([writer.context.close(), moderator.context.close()]);
  });

  test(`new things are marked and a thread opens at them, ${size}`, async () => {
    const [writer, reader] = await Promise.all([person("newcomer", viewport), person("member", viewport)]);
    const path = await ask(writer.page, `A long talk, ${size}`, "Where does it lead?", "discussion");
    await reader.page.goto(demo.url + path);
    // The page says that it was read once it was looked at.
    await reader.page.waitForResponse((response) => response.url().endsWith("/read") && response.status() === 204);
    await answer(writer.page, path, "First of the new ones.");
    await reader.page.goto(`${demo.url}/c/coffee/discussions`);
    await reader.page.waitForSelector(`li:has-text("A long talk, ${size}") .badge:has-text("1 new")`);
    await reader.page.click(`a:has-text("A long talk, ${size}")`);
    await reader.page.waitForSelector("#first-new + .answer:has-text('First of the new ones.')");
    assert.deepEqual([...writer.complaints, ...reader.complaints], []);
    await Promise.all([writer.context.close(), reader.context.close()]);
  });

  test(`the same by plain forms, ${size}`, async () => {
    const { context, page } = await person("newcomer", viewport, { javaScriptEnabled: false });
    const path = await ask(page, `Plain paper filters, ${size}`, "Bleached *or* brown?");
    await page.fill("#reply", "Brown, **rinsed**.");
    await page.click("#reply-form button[name=preview]");
    assert.match(await page.innerHTML(".post-body >> nth=0"), /<strong>rinsed<\/strong>/);
    await page.click("main form button.btn-primary");
    await page.waitForSelector(".answer:has-text('Brown, rinsed.')");
    await page.click("a:has-text('Comment') >> nth=0");
    await page.fill("textarea[name=source]", "Thanks.");
    await page.click("main form button.btn-primary");
    await page.waitForSelector(".comments:has-text('Thanks.')");
    await page.goto(demo.url + path);
    await page.click(".answer button:has-text('This solved it')");
    assert.equal(await page.locator(".answer-accepted").count(), 1);
    await context.close();
  });
}

test("somebody joins the site and the community and writes", async () => {
  const { context, page, complaints } = await openPage(browser, { viewport: sizes.phone });
  await page.goto(`${demo.url}/c/coffee/questions`);
  await page.click("header a:has-text('Join')");
  await page.fill("input[name=name]", "Wim Jansen");
  await page.fill("input[name=email]", "wim@example.org");
  await page.fill("input[name=password]", "a long enough phrase");
  await page.click("main form button.btn-primary");
  await page.waitForURL((url) => url.pathname === "/c/coffee/questions");
  await ask(page, "Can I rinse filters twice?", "Asking for a friend.");
  await page.click("header details summary");
  await page.click("header button:has-text('Sign out')");
  await page.waitForSelector("header a:has-text('Join')");
  await page.goto(`${demo.url}/sign-in`);
  await page.fill("input[autocomplete=username]", "wim@example.org");
  await page.fill("input[type=password]", "a long enough phrase");
  await page.click("main form button.btn-primary");
  await page.waitForSelector("header details summary");
  assert.deepEqual(complaints, []);
  await context.close();
});
