export interface Emoji {
  sign: string;
  name: string;
  /** Name and other words for it, folded, with "|" before each. */
  words: string;
  group: number;
  /** The sign in five skin tones, from light to dark, where it has them. */
  tones: string[];
}

export type Row = [sign: string, name: string, tags: string, group: number, tones?: string];

let known: [Row[], Emoji[]] | undefined;

/** From the rows that the build made. */
export function emojiFrom(rows: Row[]): Emoji[] {
  if (known?.[0] === rows) return known[1];
  const all = rows.map(([sign, name, tags, group, tones]) => {
    return { sign, name, words: `|${fold(name)}|${fold(tags)}`, group, tones: tones?.split(" ") ?? [] };
  });
  known = [rows, all];
  return all;
}

/** Those whose words begin like every word of the query; those whose name does come first. */
export function matching(all: Emoji[], query: string): Emoji[] {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  const found: { emoji: Emoji; rank: number }[] = [];
  for (const emoji of all) {
    const ranks = asked.map((word) => rank(emoji.words, word));
    const worst = Math.max(...ranks);
    if (worst < 3) found.push({ emoji, rank: ranks.reduce((sum, each) => sum + each, 0) });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ emoji }) => emoji);
}

function rank(words: string, asked: string): number {
  if (words.startsWith(`|${asked}`)) return 0;
  if (words.includes(`|${asked}|`) || words.endsWith(`|${asked}`)) return 1;
  const at = words.search(new RegExp(`[|\\s-]${asked.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`, "u"));
  return at >= 0 ? 2 : 3;
}

function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
