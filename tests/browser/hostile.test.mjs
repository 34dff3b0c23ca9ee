// Collections of attacks in every place that takes a text: no script runs, no dialog opens, nothing is asked of another host,
// and the security policy has nothing to refuse (what it would have to refuse was let through before).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { attacks, openWatched } from "./attacks.mjs";
import { startBrowser, startDemo } from "./demo.mjs";

let demo, browser, all;
const cookies = {};

before(async () => {
  [demo, browser, all] = await Promise.all([startDemo(), startBrowser(), attacks()]);
  for (const role of ["member", "moderator", "champion"]) {
    const { headers } = await fetch(demo.sign_in[role], { redirect: "manual" });
    cookies[role] = headers.getSetCookie().find((cookie) => cookie.startsWith("session=")).split(";")[0];
  }
});
after(async () => {
  await browser?.close();
  demo?.stop();
});

/** Sends a form as somebody; the address that it leads to, or nothing when it was refused. */
async function send(role, path, fields) {
  const answer = await fetch(demo.url + path, { method: "POST", redirect: "manual", headers: { cookie: cookies[role] }, body: new URLSearchParams(fields) });
  assert.ok(answer.status < 500, `${path}: ${answer.status} for ${JSON.stringify(fields)}`);
  return answer.status === 303 ? answer.headers.get("location") : undefined;
}

async function inParts(list, size, each) {
  for (let n = 0; n < list.length; n += size) await each(list.slice(n, n + size), n);
}

async function start(title, source = "words", more = {}) {
  const path = await send("member", "/c/coffee/new", { title, source, kind: "discussion", ...more });
  return path && { path, id: path.match(/\/t\/(\d+)/)[1] };
}

/** Opens pages, and those that follow them when `on`; what was caught. */
async function read(paths, on = false) {
  const [name, value] = cookies.member.split("=");
  const { context, page, caught, look } = await openWatched(browser, demo.url);
  await context.addCookies([{ name, value, url: demo.url }]);
  let pages = 0;
  for (let path of paths) {
    while (path) {
      await page.goto(demo.url + path);
      await look();
      pages += 1;
      path = on && (await page.evaluate(() => document.querySelector("a[rel=next]")?.getAttribute("href")));
    }
  }
  await context.close();
  return { caught, pages };
}

function none({ caught, pages }, least) {
  assert.deepEqual(caught, []);
  assert.ok(pages >= least, `only ${pages} pages were looked at`);
}

test("the watch sees what runs, what would run and what leaves", async () => {
  const { context, page, caught, look } = await openWatched(browser, demo.url);
  // A page without a policy of its own …
  await page.setContent(`<img src="x" onerror="alert(1)"><script>confirm(2)</script><a href="java\nscript:prompt(3)">x</a><iframe></iframe>`);
  await look();
  // … and ours, into which something got.
  await page.goto(demo.url);
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", `<b onclick="alert(4)">x</b><img src="https://elsewhere.invalid/x.png">`));
  await page.waitForTimeout(300);
  const seen = caught.join("\n");
  for (const part of ["alert(1)", "confirm(2)", "IMG onerror=", "A href=", "<iframe", "script-src-attr", "img-src"]) assert.ok(seen.includes(part), `${part} is missing in\n${seen}`);
  await context.close();
});

test("in replies and comments", async () => {
  const threads = [];
  await inParts(all, 120, async (part, n) => {
    const thread = await start(`Attacks from number ${n}`);
    threads.push(thread.path);
    const replies = await Promise.all(part.map((source, i) => send("moderator", `/c/coffee/threads/${thread.id}/reply`, { source, once: `r${n}-${i}` })));
    assert.ok(replies.filter(Boolean).length > part.length * 0.9, "most are taken");
    const post = replies.find(Boolean).split("#p")[1];
    await Promise.all(part.slice(0, 60).map((source, i) => send("champion", `/c/coffee/posts/${post}/comment`, { source, once: `c${n}-${i}` })));
  });
  none(await read(threads, true), 3 * threads.length - 3);
});

test("in titles, tags and what lists, feeds and search show of them", async () => {
  const short = all.filter((text) => text.length <= 150 && text.length >= 6).slice(0, 120);
  const started = [];
  await inParts(short, 8, async (part) => {
    started.push(...(await Promise.all(part.map((text, i) => start(text, text, { tags: text.slice(0, 40), once: `t${i}${text.slice(0, 80)}` })))));
  });
  const paths = started.filter(Boolean).map(({ path }) => path);
  assert.ok(paths.length > short.length / 2, `${paths.length} threads`);
  const words = ["alert", "script", "xss", "javascript", "onerror", "svg", "style", "href", ...short.slice(0, 15)].map((text) => encodeURIComponent(text));
  const searches = words.map((word) => `/search?q=${word}`);
  const [lists, others] = [await read(["/c/coffee/discussions"], true), await read(["/c/coffee/tags", "/c/coffee", ...searches, ...paths.filter((_, n) => n % 8 === 0)])];
  none(lists, 3);
  none(others, searches.length + 10);
});

test("in profiles", async () => {
  const own = await (await fetch(`${demo.url}/account`, { headers: { cookie: cookies.member } })).text();
  const handle = own.match(/href="\/u\/([^"]+)"/)[1];
  const lines = all.filter((text) => text.length <= 58);
  let saved = 0;
  await inParts(all, 80, async (part, n) => {
    const line = lines[(n / 80) % lines.length];
    const about = part.join("\n\n").slice(0, 9500);
    if (await send("member", "/account", { name: `A ${line}`, headline: line, place: line, about, website: "" })) saved += 1;
    none(await read(["/account", `/u/${handle}`, `/c/coffee/members/${handle}`]), 3);
  });
  assert.ok(saved > 5 || all.length < 80, `${saved} profiles were taken`);
});

test("in the preview", async () => {
  const { context, page, caught, look } = await openWatched(browser, demo.url);
  await page.goto(demo.sign_in.member);
  await page.goto(`${demo.url}/c/coffee/new`);
  await inParts(all, 10, async (part) => {
    const html = await page.evaluate(async (source) => {
      const answer = await fetch("/c/coffee/preview", { method: "POST", body: new URLSearchParams({ source }) });
      return answer.text();
    }, part.join("\n\n"));
    // As the composer shows it.
    await page.evaluate((shown) => { document.querySelector("main").innerHTML = shown; }, html);
    await look();
  });
  assert.deepEqual(caught, []);
  await context.close();
});

test("in histories", async () => {
  const posts = [];
  await inParts(all.filter((text) => text.length < 2000).slice(0, 180), 14, async (part, n) => {
    const thread = await start(`Edited from number ${n}`, "the beginning");
    const first = await (await fetch(demo.url + thread.path, { headers: { cookie: cookies.member } })).text();
    const post = first.match(/id="body-(\d+)"/)[1];
    let rev = 1;
    for (const [i, source] of part.entries()) {
      // Somebody else's edit leaves a trace.
      if (await send(i % 2 ? "champion" : "moderator", `/c/coffee/posts/${post}/edit`, { title: `Edited from number ${n}`, source, rev })) rev += 1;
    }
    assert.ok(rev > part.length / 2, `${rev} revisions of ${part.length}`);
    posts.push(`/c/coffee/posts/${post}/history`);
  });
  none(await read(posts), posts.length);
});
