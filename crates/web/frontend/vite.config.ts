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

export default defineConfig({
  base: "/assets/",
  publicDir: false,
  plugins: [turboWithoutStyle(), tailwindcss()],
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
