// The real binary with the demo, and a browser that complains about what a page should not do.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const binary = new URL("../../target/debug/guildhall", import.meta.url).pathname;

/** Starts the demo; answers `{url, sign_in, stop}`. */
export async function startDemo() {
  const child = spawn(binary, ["demo", "--json", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...JSON.parse(line), stop: () => child.kill() };
  }
  throw new Error("the demo did not start");
}

export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.GUILDHALL_TEST_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** A page that gathers what it complains about: console errors (refusals of the security policy among them), failed requests. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A page that is missing on purpose says so in the console, too.
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => {
    // What was still loading when the test went on to another page is given up by the browser.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  return { context, page, complaints };
}
