// Made by the build (vite.config.ts) from emojibase-data.
declare module "virtual:emoji/en" {
  const rows: import("./data").Row[];
  export default rows;
}
declare module "virtual:emoji/nl" {
  const rows: import("./data").Row[];
  export default rows;
}
