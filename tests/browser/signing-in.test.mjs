// Passkeys with the browser's own virtual authenticator, and codes of an app, over the real program at http://localhost.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { openPage, sizes, startBrowser } from "./demo.mjs";

const binary = new URL("../../target/debug/guildhall", import.meta.url).pathname;
const axe = await readFile(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let browser, site;
before(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A port that is free now. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The program on an empty data directory. Passkeys belong to a name, so it is called localhost. */
async function startSite() {
  const [data, port] = [await mkdtemp(join(tmpdir(), "guildhall-signing-in-")), await freePort()];
  const url = `http://localhost:${port}`;
  const child = spawn(binary, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--public-url", url], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const setUp = /\/set-up\/\S+/.exec(line)?.[0];
    if (!setUp) continue;
    const stop = async () => {
      child.kill();
      await rm(data, { recursive: true, force: true });
    };
    return { url, setUp: url + setUp, stop };
  }
  throw new Error("the program did not print a set-up address");
}

async function check(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} px`);
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3)}`), [], name);
}

/** A security key in the browser that a finger always satisfies. */
async function authenticator(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  const credentials = async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  const verified = (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  return { credentials, verified };
}

/** The code of now of an authenticator app (RFC 6238). */
function code(secret, step = Math.floor(Date.now() / 30_000)) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signOut(page) {
  await page.context().clearCookies();
  await page.goto(`${site.url}/sign-in`);
  assert.equal(await page.locator("input[name=name]").count(), 1);
}

test("a passkey, then a password with codes", async () => {
  const { context, page, complaints } = await openPage(browser, { viewport: sizes.desktop });
  const key = await authenticator(context, page);
  await page.goto(site.setUp);
  await page.fill("main input[name=name]", "Ada Lovelace");
  await page.click("main form .btn-primary");
  await page.waitForURL(/\/new/);

  await page.goto(`${site.url}/account/sign-in-ways`);
  assert.match(await page.textContent("main"), /Come back without a password/);
  await check(page, "ways to sign in, none yet");
  await page.fill("input[name=name]", "My laptop");
  await page.click("form[data-passkey] .btn-primary");
  await page.waitForURL(/saved=passkey/);
  assert.match(await page.textContent("main"), /My laptop/);
  assert.equal((await key.credentials()).length, 1);
  assert.equal((await key.credentials())[0].isResidentCredential, true);
  await check(page, "ways to sign in, a passkey");

  await signOut(page);
  await check(page, "the door, with passkeys");
  await page.click("form[data-passkey] button");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await page.goto(`${site.url}/sign-in`);
  assert.match(await page.textContent("main"), /signed in as Ada Lovelace/);

  // The same device is not asked twice, and one that refuses says so without leaving the page.
  await page.goto(`${site.url}/account/sign-in-ways`);
  await page.click("form[data-passkey] .btn-primary");
  await page.waitForFunction(() => document.querySelector("[data-passkey-problem]")?.textContent);
  assert.equal((await key.credentials()).length, 1);
  await signOut(page);
  await key.verified(false);
  await page.click("form[data-passkey] button");
  await page.waitForFunction(() => document.querySelector("[data-passkey-problem]")?.textContent);
  assert.match(page.url(), /\/sign-in$/);
  await key.verified(true);
  await page.click("form[data-passkey] button");
  await page.waitForURL((url) => url.pathname !== "/sign-in");

  // A password, and codes beside it.
  await page.goto(`${site.url}/account`);
  await page.fill("form[action='/account/password'] input[name=new]", "the burrs were changed");
  await page.click("form[action='/account/password'] button");
  await page.waitForURL(/saved=password/);
  await page.goto(`${site.url}/account/codes`);
  await page.fill("main input[name=password]", "the burrs were changed");
  await page.click("main form .btn-primary");
  await page.waitForSelector("main svg.qr");
  await check(page, "a secret to scan");
  const secret = (await page.textContent("main p.font-mono")).replaceAll(" ", "");
  const first = code(secret);
  await page.fill("main input[name=code]", first);
  await page.click("main form .btn-primary");
  await page.waitForSelector("ul.font-mono");
  const recovery = await page.locator("ul.font-mono li").allTextContents();
  assert.equal(recovery.length, 10);
  await check(page, "recovery codes");
  await page.click("main a.btn-primary");
  await page.waitForSelector("form[action='/account/codes/off']");
  await check(page, "codes are on");

  await signOut(page);
  await page.fill("main input[name=name]", "ada-lovelace");
  await page.fill("main input[name=password]", "the burrs were changed");
  await page.click("main form[action='/sign-in'] .btn-primary");
  await page.waitForURL(/\/sign-in\/code/);
  await check(page, "one more step");
  await page.fill("main input[name=code]", first);
  await page.click("main form .btn-primary");
  await page.waitForSelector("#problem");
  await check(page, "a code that was taken");
  // The next half minute's is good already: clocks may differ that much.
  await page.fill("main input[name=code]", code(secret, Math.floor(Date.now() / 30_000) + 1));
  await page.click("main form .btn-primary");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await page.goto(`${site.url}/account/sessions`);
  await check(page, "where one is signed in");
  await page.click("form[action='/account/sessions/end-all'] button");
  await page.waitForURL(/out=1/);
  assert.match(await page.textContent("main"), /signed out everywhere/);
  // A form that comes back with its problem answers 422, which the console notes.
  assert.deepEqual(complaints.filter((told) => !told.includes("422")), []);
  await context.close();
});

test("without scripts the door says what else there is", async () => {
  const { context, page } = await openPage(browser, { viewport: sizes.phone, javaScriptEnabled: false });
  await page.goto(`${site.url}/sign-in`);
  assert.equal(await page.locator("form[data-passkey] button").isVisible(), false);
  assert.equal(await page.locator("form[action='/sign-in'] .btn-primary").isVisible(), true);
  await context.close();
});
