// Collections of attacks, and a page that tells when one of them works.
import { readFile } from "node:fs/promises";

const shared = process.env.GUILDHALL_SHARED_DATA ?? new URL("../../../shared/data", import.meta.url).pathname;

/** Used where the collections are not there. */
const few = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "[x](javascript:alert(1))", "![x](x\" onerror=\"alert(1))",
  "<a href=\"java\nscript:alert(1)\">x</a>", "<iframe srcdoc=\"<script>alert(1)</script>\">", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "\"><script>alert(1)</script>", "</textarea></title><script>alert(1)</script>", "<details open ontoggle=alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>",
];

/** Every attack of the collections, once each. */
export async function attacks() {
  try {
    const read = (name) => readFile(`${shared}/xss/${name}`, "utf8");
    const purify = JSON.parse(await read("DOMPurify/expect.json")).map((one) => one.payload);
    const naughty = JSON.parse(await read("blns/blns.json"));
    // The file as a whole is no JSON (it has notes), its lines are.
    const lines = (await read("loofah-html5lib-sanitizer/test/assets/testdata_sanitizer_tests1.dat")).split("\n").map((line) => line.trim());
    const loofah = lines.filter((line) => line.startsWith('"input":')).map((line) => JSON.parse(line.slice(8).trim().replace(/,$/, "")));
    return [...new Set([...few, ...purify, ...naughty, ...loofah])].filter((text) => text.trim());
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log(`only a few attacks: ${error.path} is not there`);
    return few;
  }
}

/** Notes in every document of a page what no text of anybody may do; runs before any script of it. */
function watch() {
  for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (words) => window.caught(`${name}(${words})`);
  addEventListener("securitypolicyviolation", (event) => window.caught(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
}

/** What stands in the document and would run sooner or later: handlers, scripts, addresses that are programs, frames. */
function armed() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const address = ["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"].includes(name);
      const plain = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      if (name.startsWith("on") || (address && /^(javascript|vbscript|data):/.test(plain)) || name === "srcdoc") found.push(`${element.tagName} ${name}=${value}`);
    }
    const ours = element.type === "application/ld+json" || String(element.src).startsWith(`${location.origin}/assets/`);
    if (element.localName === "script" && !ours) found.push(element.outerHTML);
    if (["IFRAME", "OBJECT", "EMBED", "BASE"].includes(element.tagName)) found.push(element.outerHTML);
    if (element.tagName === "META" && element.httpEquiv === "refresh") found.push(element.outerHTML);
  }
  return found;
}

/** A page of `browser` that gathers in `caught` what it should not do; `look()` adds what stands in the document. */
export async function openWatched(browser, home, options = {}) {
  const context = await browser.newContext(options);
  const caught = [];
  await context.exposeFunction("caught", (what) => caught.push(what));
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    caught.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("blob:")) caught.push(`request: ${request.url()}`);
  });
  page.on("popup", (popup) => caught.push(`popup: ${popup.url()}`));
  const look = async () => caught.push(...(await page.evaluate(armed)));
  return { context, page, caught, look };
}
