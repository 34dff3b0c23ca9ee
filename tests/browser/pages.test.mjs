// Every page, on phone and desktop, light and dark: axe finds nothing, nothing scrolls sideways, the policy refuses nothing.
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

const pages = () => [
  "/", "/c/coffee", "/communities", "/c/coffee/discussions", "/c/coffee/questions?sort=unanswered", "/c/coffee/questions?area=water",
  "/c/coffee/ideas", "/c/coffee/questions?tag=nothing-has-this", thread, "/c/coffee/tags", "/c/coffee/members", "/c/coffee/members?q=a", "/c/coffee/members?place=l", "/c/coffee/who-knows", "/c/coffee/who-knows?area=water", "/c/coffee/members/ivo",
  "/c/coffee/members/ivo/answers", "/c/coffee/members/ivo/questions", "/c/coffee/groups",
  "/c/coffee/charter", "/c/coffee/charter/versions", "/c/coffee/charter/versions/2", "/c/coffee/charter/proposals", "/c/coffee/charter/proposals/1", "/c/coffee/charter/goals/1",
  "/c/coffee/search?q=water", "/c/coffee/search?q=zeppelin", "/search", "/sign-in", "/sign-in?passkey=failed", "/sign-in?trouble=down&with=1", "/identity", "/sign-in/forgot", "/sign-in/forgot?sent=1", "/sign-in/by-mail", "/sign-in/by-mail?sent=1", "/sign-in/mail/nonsense", "/email/stop/nonsense", "/join/confirm/nonsense", "/join", "/join?community=coffee", "/nothing-here",
];

async function check(page, path) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} px`);
  // Injected by the test's own channel, not by the page, so the policy does not apply.
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  const told = result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? n.failureSummary)).slice(0, 3).join("; ")}`);
  assert.deepEqual(told, [], `${path}`);
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`visitor, ${size}, ${colorScheme}`, async () => {
      const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
      for (const path of pages()) {
        await page.goto(demo.url + path);
        await check(page, path);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`account and mail, ${size}, ${colorScheme}`, async () => {
      const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
      await page.goto(demo.sign_in.admin);
      for (const path of ["/account", "/account/sessions", "/account/sign-in-ways", "/account/codes", "/admin/sign-up", "/admin/single-sign-on", "/account/sign-in-ways?trouble=taken&with=1", "/c/coffee/members/me", "/c/coffee/members?area=water&open=yes", "/c/coffee/who-knows?area=espresso", "/c/coffee/members/ivo", "/admin/mail", "/admin/suspensions", "/admin/log", "/account/people", "/admin/address", "/new/requests", "/reached/nonsense", "/new/look", "/new", "/admin/chapters", "/admin/delete-account", "/admin", "/admin/communities", "/admin/accounts/1", "/account/data", "/account/data/delete", "/claim/nonsense", "/c/coffee/leave"]) {
        await page.goto(demo.url + path);
        await check(page, path);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

// What those see who write and keep order; post 2 is an answer in thread 1.
const written = [
  "/c/coffee/new", "/c/coffee/new?kind=question&title=Which+water", "/c/coffee/threads/1/reply?quote=2", "/c/coffee/posts/2/comment", "/c/coffee/posts/2/edit",
  "/c/coffee/posts/2/history", "/c/coffee/posts/2/remove", "/c/coffee/posts/2/react", "/c/coffee/threads/1/sort", "/c/coffee/threads/1/close",
  "/c/coffee/threads/1/merge", "/c/coffee/threads/1/duplicate", "/c/coffee/threads/1/split", "/c/coffee/threads/1/worked", "/c/coffee/saved", "/c/coffee/drafts",
  "/c/coffee/flag/post/2", "/c/coffee/flagged", "/c/coffee/held", "/c/coffee/manage/queue", "/c/coffee/manage/queue?done=1", "/c/coffee/manage/log", "/notifications", "/account", "/c/coffee/charter/propose", "/c/coffee/charter/propose?kind=goal", "/c/coffee/charter/proposals/1",
];

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`moderator, ${size}, ${colorScheme}`, async () => {
      const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
      await page.goto(demo.sign_in.moderator);
      for (const path of [thread, ...written]) {
        await page.goto(demo.url + path);
        await check(page, path);
      }
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

// From a list to the place that a link gives away; the people of it are new on every run of the demo.
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`people from a list, ${size}, ${colorScheme}`, async () => {
      const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
      await page.goto(demo.sign_in.champion);
      await page.goto(`${demo.url}/c/coffee/manage/webhook`);
      await check(page, "what is told elsewhere");
      await page.goto(`${demo.url}/c/coffee/manage/people`);
      const name = `Brought ${size} ${colorScheme}`;
      await page.fill("textarea[name=text]", `name;email;shoe size;role\n${name};${size}-${colorScheme}@example.org;36;champion\nNobody;nowhere;;\n`);
      await page.click("main form .btn-primary");
      await page.waitForURL(/people\/\d+$/);
      await check(page, "the look at a list");
      assert.match(await page.textContent("main"), /shoe size/);
      await page.click("main form .btn-primary");
      await page.waitForSelector("#done");
      await check(page, "the list, written");
      await page.goto(`${demo.url}/c/coffee/manage/people/links`);
      await check(page, "members without a link");
      await page.click("main form .btn-primary");
      await page.waitForSelector("main code");
      await check(page, "the links");
      // Opened by whom it is for, in a browser of their own.
      const theirs = await openPage(browser, { viewport, colorScheme });
      await theirs.page.goto(await page.textContent("main code"));
      await check(theirs.page, "a link");
      await theirs.page.click("main form .btn-primary");
      await theirs.page.waitForURL(/\/c\/coffee$/);
      await theirs.page.goto(`${demo.url}/account`);
      assert.equal(await theirs.page.inputValue("input[name=name]"), name);
      complaints.push(...theirs.complaints);
      await theirs.context.close();
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}

test("each role, in Dutch", async () => {
  for (const role of ["admin", "champion", "guest", "newcomer"]) {
    const { context, page, complaints } = await openPage(browser, { viewport: sizes.desktop, locale: "nl-NL" });
    await page.goto(demo.sign_in[role]);
    const led = role === "champion" ? ["", "/areas", "/tags", "/tags/1", "/tags/1?into=burrs", "/people", "/people/links", "/claims", "/roles", "/requests", "/invitations", "/queue", "/rules", "/rules?kind=word&pattern=water&action=hold", "/trust", "/log"].map((path) => `/c/coffee/manage${path}`) : [];
    const charter = ["", "/versions/2", "/proposals/1", ...(led.length ? ["/edit", "/goals/new", "/goals/1"] : [])].map((path) => `/c/coffee/charter${path}`);
    for (const path of ["/c/coffee", thread, "/c/coffee/questions", ...charter, ...led]) {
      await page.goto(demo.url + path);
      assert.equal(await page.getAttribute("html", "lang"), "nl");
      await check(page, `${role} ${path}`);
    }
    assert.deepEqual(complaints, [], role);
    await context.close();
  }
});

test("every page reads without scripts", async () => {
  const { context, page } = await openPage(browser, { javaScriptEnabled: false, viewport: sizes.phone });
  await page.goto(`${demo.url}/c/coffee`);
  await page.click("ul.rows a.font-medium >> nth=0");
  assert.match(page.url(), /\/t\/\d+\//);
  await page.goto(demo.url + thread);
  assert.match(await page.textContent("h1"), /softened water/);
  await page.goto(`${demo.url}/c/coffee/search`);
  await page.fill("main input[name=q]", "alkalinity");
  await page.press("main input[name=q]", "Enter");
  assert.ok((await page.locator("ol.rows li").count()) > 0);
  await page.goto(`${demo.url}/c/coffee`);
  await page.click("#more summary");
  await page.selectOption("#more select[name=language]", "nl");
  await page.click("#more form button");
  assert.equal(await page.getAttribute("html", "lang"), "nl");
  await context.close();
});

test("the palette finds while one types and opens with the keyboard", async () => {
  const { context, page, complaints } = await openPage(browser, { viewport: sizes.desktop });
  await page.goto(`${demo.url}/c/coffee`);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("softened wat");
  await page.waitForSelector("#palette-hits [role=option]");
  await page.evaluate(axe);
  const violations = (await page.evaluate(() => axe.run("dialog"))).violations.map((v) => v.id);
  assert.deepEqual(violations, []);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/t\/\d+/);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the chosen theme stays", async () => {
  const { context, page } = await openPage(browser, { viewport: sizes.desktop, colorScheme: "light" });
  await page.goto(`${demo.url}/c/coffee`);
  await page.click("aside.side summary");
  await page.selectOption("aside.side select[name=theme]", "dark");
  await page.click("aside.side form button");
  assert.equal(await page.getAttribute("html", "data-theme"), "guildhall-dark");
  await page.goto(`${demo.url}/c/coffee/members`);
  assert.equal(await page.getAttribute("html", "data-theme"), "guildhall-dark");
  await context.close();
});

// A group from its form to its result, and an announcement that is confirmed; both are new on every run of the demo.
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`groups and announcements, ${size}, ${colorScheme}`, async () => {
      const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
      const send = () => page.click("main form .btn-primary");
      await page.goto(demo.sign_in.champion);
      for (const path of ["/c/coffee/groups", "/c/coffee/groups?ended=1", "/c/coffee/groups/new", "/c/coffee/manage"]) {
        await page.goto(demo.url + path);
        await check(page, path);
      }
      await page.goto(`${demo.url}/c/coffee/groups/new`);
      const name = `Descaling ${size} ${colorScheme}`;
      await page.fill("input[name=name]", name);
      await page.fill("textarea[name=goal]", "One sheet that hangs beside every machine.");
      await page.check("input[name=closed][value='1']");
      await send();
      await page.waitForURL(/groups\/\d+\/descaling/);
      await check(page, "a group");
      const group = page.url();
      await page.click("main a[href*='/new?group=']");
      await page.waitForURL(/new\?group=/);
      await page.click("label:has(> input[name=kind][value=discussion])");
      await page.fill("input[name=title]", "Citric acid or the bottle from the shop");
      await page.fill("textarea[name=source]", "I would rather not smell of vinegar.");
      await send();
      await page.waitForURL(/\/t\/\d+/);
      await check(page, "a thread of a group");
      assert.match(await page.textContent("main"), new RegExp(name));
      await page.goto(group);
      await check(page, "a group with a thread");
      for (const form of ["edit", "end"]) {
        await page.goto(`${group.slice(0, group.lastIndexOf("/"))}/${form}`);
        await check(page, `the form of a group: ${form}`);
      }
      await page.fill("textarea[name=result]", "The sheet hangs.\n\nFour of five machines are clean.");
      await send();
      await page.waitForURL(/groups\/\d+\/descaling/);
      await check(page, "a group that has ended");
      await page.goto(`${demo.url}/c/coffee/new?kind=announcement`);
      await page.click("label:has(> input[name=kind][value=announcement])");
      await page.selectOption("select[name=area]", "");
      await page.fill("input[name=title]", `New rules for the boiler, ${size} ${colorScheme}`);
      await page.fill("textarea[name=source]", "Nobody opens it while it is hot.");
      await page.check("input[name=announce_confirm]");
      await check(page, "the form of an announcement");
      await send();
      await page.waitForURL(/\/t\/\d+/);
      await check(page, "an announcement");
      const announcement = page.url();
      await page.click("main a[href*='/announcements/']");
      await page.waitForURL(/announcements\/\d+/);
      await check(page, "who has not confirmed");
      await page.goto(`${page.url()}?confirmed=yes`);
      await check(page, "who has confirmed");
      await page.goto(demo.sign_in.steward);
      await page.goto(`${demo.url}/c/coffee`);
      await check(page, "a home page with an announcement on top");
      await page.goto(announcement);
      await page.click("#confirm .btn-primary");
      await page.waitForSelector("#confirm .btn-primary", { state: "detached" });
      await check(page, "an announcement that was confirmed");
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
}
