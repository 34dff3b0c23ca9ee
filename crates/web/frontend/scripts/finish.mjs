// After vite: the icon sprite, the favicon, checks, and a .gz beside every text file.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = join(dirname(fileURLToPath(import.meta.url)), "..");
const crates = join(here, "../..");
const dist = join(here, "dist");
const names = JSON.parse(readFileSync(join(here, "icons.json"), "utf8"));
const faults = [];

// 1. Every icon that a template or the code names is in the list.
const listed = new Set(names);
const naming = [/\bicon\(\s*"([^"]*)"/g, /\bicon:\s*"([^"]*)"/g];
for (const folder of readdirSync(crates, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue;
  for (const file of sources(join(crates, folder.name))) {
    const text = readFileSync(file, "utf8");
    for (const [, name] of naming.flatMap((pattern) => [...text.matchAll(pattern)])) {
      if (!listed.has(name)) faults.push(`${relative(crates, file)}: icon "${name}" is not in icons.json`);
    }
  }
}

// 2. The sprite.
const symbol = 'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
const symbols = [...listed].sort().map((name) => {
  const svg = readFileSync(join(here, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const inner = svg.replace(/<!--[^]*?-->/g, "").replace(/^[^]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  return `<symbol id="${name}" ${symbol}>${inner.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
});
mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
writeFileSync(join(dist, "mark.svg"), readFileSync(join(here, "mark.svg")));

// 3. What the server counts on.
const built = readdirSync(dist).filter((name) => !name.endsWith(".gz"));
for (const name of ["app.js", "app.css", "inter.woff2", "inter-ext.woff2", "fraunces.woff2", "fraunces-ext.woff2"]) {
  if (!built.includes(name)) faults.push(`dist/${name} is missing`);
}
for (const name of built) {
  if (name.endsWith(".map")) faults.push(`dist/${name} is a source map`);
  const text = /\.(js|css)$/.test(name) ? readFileSync(join(dist, name), "utf8") : "";
  // A chunk that imports app.js would load it a second time, without its ?v=.
  if (name !== "app.js" && /["'`][^"'`]*\bapp\.js/.test(text)) faults.push(`dist/${name} imports app.js`);
  if (name.endsWith(".css") && text.includes("data:")) faults.push(`dist/${name} has a data: URL, which the policy refuses`);
  if (/(?:url\(|from\s*|import\(?)\s*["'`]?https?:/.test(text)) faults.push(`dist/${name} loads from elsewhere`);
}

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}

// 4. Compressed forms.
let first = 0;
for (const name of built.sort()) {
  const plain = readFileSync(join(dist, name));
  if (!/\.(js|css|svg|json)$/.test(name)) {
    console.log(`${name.padEnd(28)} ${plain.length}`);
    continue;
  }
  const packed = gzipSync(plain, { level: 9 });
  writeFileSync(join(dist, `${name}.gz`), packed);
  if (name === "app.js" || name === "app.css") first += packed.length;
  console.log(`${name.padEnd(28)} ${plain.length}  gzip ${packed.length}`);
}
console.log(`app.css + app.js             gzip ${first}`);
if (first > 64_000) {
  console.error("app.css + app.js are more than 64 kB compressed");
  process.exit(1);
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!["node_modules", "dist", "target", "frontend", "tests"].includes(entry.name)) yield* sources(path);
    } else if (/\.(html|rs)$/.test(entry.name)) yield path;
  }
}
