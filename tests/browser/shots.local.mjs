import { startBrowser, startDemo, sizes, openPage } from "./demo.mjs";
const [out, role, ...paths] = process.argv.slice(2);
const demo = await startDemo(); const browser = await startBrowser();
const found = await (await fetch(`${demo.url}/api/v1/search?q=softened+water+scale&limit=1`)).json();
const thread = found.hits[0].url.split("?")[0];
for (const [size, viewport] of Object.entries(sizes)) for (const colorScheme of (process.env.DARK ? ["light","dark"] : ["light"])) {
  const { context, page, complaints } = await openPage(browser, { viewport, colorScheme });
  if (role !== "visitor") await page.goto(demo.sign_in[role]);
  let n = 0;
  for (const p of paths) {
    await page.goto(demo.url + p.replace("THREAD", thread));
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${out}-${n++}-${size}-${colorScheme}.png`, fullPage: !process.env.VIEW });
  }
  if (complaints.length) console.log(size, complaints);
  await context.close();
}
await browser.close(); demo.stop();
