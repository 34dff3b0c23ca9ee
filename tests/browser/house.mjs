// The real binary on an empty data directory, and what every page of a journey is asked.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const binary = new URL("../../target/debug/guildhall", import.meta.url).pathname;
const axe = await readFile(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** A port that is free now. */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The program on an empty data directory; people find it at 127.0.0.2. */
export async function startEmpty() {
  const [data, port] = [await mkdtemp(join(tmpdir(), "guildhall-launch-")), await freePort()];
  const child = spawn(binary, ["serve", "--data", data, "--listen", `0.0.0.0:${port}`, "--public-url", `http://127.0.0.2:${port}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /\/set-up\/\S+/.exec(line)?.[0];
    if (!address) continue;
    const stop = async () => {
      child.kill();
      await rm(data, { recursive: true, force: true });
    };
    return { setUp: `http://127.0.0.1:${port}${address}`, own: `http://127.0.0.1:${port}`, public: `http://127.0.0.2:${port}`, stop };
  }
  throw new Error("the program did not print a set-up address");
}

/** axe finds nothing, nothing scrolls sideways, and the browser had nothing to complain about. */
export async function checked(page, place, complaints) {
  await page.evaluate(axe);
  const found = (await page.evaluate(() => axe.run())).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  assert.deepEqual(found, [], place);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${place} scrolls sideways by ${wide}px`);
  assert.deepEqual(complaints, [], place);
}
