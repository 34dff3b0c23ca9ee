import { readFileSync } from "node:fs";
import tailwindcss from "@tailwindcss/vite";
import { type Plugin, defineConfig } from "vite";

// Names without hashes: the server adds `?v=hash` to what pages ask for. Fonts are asked for by app.css and the shell.
const fonts: Record<string, string> = {
  "inter-latin-wght-normal.woff2": "inter.woff2",
  "inter-latin-ext-wght-normal.woff2": "inter-ext.woff2",
  "fraunces-latin-wght-normal.woff2": "fraunces.woff2",
  "fraunces-latin-ext-wght-normal.woff2": "fraunces-ext.woff2",
};

// Turbo puts a <style> for its progress bar into the page as soon as it is loaded, which the page's policy refuses.
// app.css has that style (`.turbo-progress-bar`), so the element is left out.
function turboWithoutStyle(): Plugin {
  const installs = /^ {4}this\.installStylesheetElement\(\);?$/m;
  return {
    name: "turbo-without-style",
    transform(code, id) {
      if (!/@hotwired\/turbo\/dist\/.*esm\.js/.test(id)) return null;
      if (!installs.test(code)) throw new Error("Turbo changed: look where its progress bar adds its style");
      return { code: code.replace(installs, ""), map: null };
    },
  };
}

// Of the emoji, only what the picker shows and finds by: sign, name, words, group, and the five tones of those that have them.
// What is newer than most devices can draw is left out.
function emoji(): Plugin {
  const wanted = /^virtual:emoji\/(\w+)$/;
  return {
    name: "emoji",
    resolveId: (id) => (wanted.test(id) ? `\0${id}` : null),
    load(id) {
      const language = wanted.exec(id.slice(1))?.[1];
      if (!id.startsWith("\0") || !language) return null;
      const all = JSON.parse(readFileSync(`node_modules/emojibase-data/${language}/data.json`, "utf8")) as Emoji[];
      const shown = all.filter(({ group, version }) => group !== undefined && group !== 2 && version < 16);
      const rows = shown.map(({ emoji, label, tags, group, skins }) => {
        const tones = skins?.length === 5 ? [skins.map((skin) => plain(skin.emoji)).join(" ")] : [];
        return [plain(emoji), label, (tags ?? []).join("|"), group, ...tones];
      });
      return `export default ${JSON.stringify(rows)};`;
    },
  };
}

/** As keyboards write it: the sign that asks for colour only where the character would not have it anyway. */
function plain(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\uFE0F/gu, "$1");
}

interface Emoji {
  emoji: string;
  label: string;
  tags?: string[];
  group?: number;
  version: number;
  skins?: Emoji[];
}

export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [turboWithoutStyle(), emoji(), tailwindcss()],
  // A worker that knows nothing of the rest; flat beside the other files.
  worker: { format: "es", rolldownOptions: { output: { entryFileNames: "[name]-[hash].js" } } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome111", "firefox128", "safari16.4"],
    sourcemap: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    // Chunks come by plain import(): the preload helper would live in app.js and tie them to it.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { app: "src/app.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: (asset) => {
          const name = asset.names[0] ?? "";
          if (name.endsWith(".css")) return "app.css";
          return fonts[name] ?? "[name]-[hash][extname]";
        },
      },
    },
  },
});
