import type { Field } from "./field";

/** What the toolbar and the keys do to the selection. */
export const marks: Record<string, (field: Field) => void> = {
  bold: (field) => wrap(field, "**"),
  italic: (field) => wrap(field, "*"),
  link,
  code,
  list: (field) => prefix(field, /^\s*[-*+] (?!\[)/, () => "- "),
  numbers: (field) => prefix(field, /^\s*\d{1,9}[.)] /, (index) => `${index + 1}. `),
  quote: (field) => prefix(field, /^ {0,3}> ?/, () => "> "),
};

const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;

function wrap(field: Field, mark: string): void {
  const { text } = field;
  // Blanks at the edges stay outside: `** so **` is not bold.
  const inner = field.selected.trim();
  const from = field.from + (inner ? field.selected.indexOf(inner) : 0);
  const to = from + inner.length;
  const size = mark.length;
  if (marked(text, from, to, mark)) return field.replace(from - size, to + size, inner, 0, inner.length);
  if (inner.length > 2 * size && marked(text, from + size, to - size, mark)) {
    return field.replace(from, to, inner.slice(size, -size), 0, inner.length - 2 * size);
  }
  field.replace(from, to, mark + inner + mark, size, size + inner.length);
}

/** Whether exactly this mark stands around: one star of two is not an italic one. */
function marked(text: string, from: number, to: number, mark: string): boolean {
  const sign = mark[0];
  let before = 0;
  let after = 0;
  while (from > before && text[from - before - 1] === sign) before += 1;
  while (text[to + after] === sign) after += 1;
  const both = Math.min(before, after);
  if (sign !== "*") return both >= mark.length;
  return both === mark.length || both === 3;
}

function link(field: Field): void {
  const chosen = field.selected;
  if (ADDRESS.test(chosen)) return field.replace(field.from, field.to, `[](${chosen})`, 1);
  const address = "https://";
  if (chosen === "") return field.replace(field.from, field.to, `[](${address})`, 1);
  field.replace(field.from, field.to, `[${chosen}](${address})`, chosen.length + 3, chosen.length + 3 + address.length);
}

/** Over chosen words, a pasted address makes a link of them. Answers whether it did. */
export function linked(field: Field, pasted: string): boolean {
  const address = pasted.trim();
  const chosen = field.selected;
  if (!chosen || chosen.includes("\n") || ADDRESS.test(chosen) || !ADDRESS.test(address)) return false;
  field.replace(field.from, field.to, `[${chosen}](${address})`);
  return true;
}

function code(field: Field): void {
  const chosen = field.selected;
  const [start, end] = field.lines();
  if (!chosen.includes("\n") && (chosen !== "" || start !== end)) return wrap(field, chosen.includes("`") ? "``" : "`");
  const fence = fenceFor(chosen);
  field.block(`${fence}\n${chosen.replace(/\n$/, "")}\n${fence}`, fence.length + 1, fence.length + 1 + chosen.replace(/\n$/, "").length);
}

/** A fence longer than every one in the text. */
export function fenceFor(text: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  return "`".repeat(longest + 1);
}

function prefix(field: Field, known: RegExp, make: (index: number) => string): void {
  const [start, end] = field.lines();
  const single = field.from === field.to;
  const lines = field.text.slice(start, end).split("\n");
  const full = lines.filter((line) => line.trim() !== "");
  const undo = full.length > 0 && full.every((line) => known.test(line));
  let index = 0;
  const changed = lines.map((line) => {
    if (line.trim() === "" && lines.length > 1) return line;
    if (undo) return line.replace(known, "");
    // One kind of list becomes the other; a quote goes around whatever is there.
    const bare = make(0) === "> " ? line : line.replace(/^\s*(?:[-*+]|\d{1,9}[.)]) (?!\[)/, "");
    return make(index++) + bare;
  });
  const text = changed.join("\n");
  field.replace(start, end, text, single ? text.length : 0, text.length);
}

const ITEM = /^(\s*(?:> ?)*)(?:([-*+])|(\d{1,9})([.)]))( +)(\[[ xX]\] +)?/;
const QUOTE = /^\s*(?:> ?)+/;

/** Enter at the end of an item begins the next one; in an empty item it ends the list. Answers whether it did anything. */
export function continued(field: Field): boolean {
  if (field.from !== field.to || fenced(field.text.slice(0, field.from))) return false;
  const start = field.text.lastIndexOf("\n", field.from - 1) + 1;
  const line = field.text.slice(start, field.from);
  const rest = /^[^\n]*/.exec(field.text.slice(field.from))?.[0] ?? "";
  const item = ITEM.exec(line);
  const mark = item?.[0] ?? QUOTE.exec(line)?.[0];
  if (mark === undefined) return false;
  if (line.slice(mark.length).trim() === "") {
    if (rest.trim() !== "") return false;
    field.replace(start, field.from, item?.[1] ?? "");
    return true;
  }
  field.replace(field.from, field.to, `\n${item ? next(item) : mark}`);
  return true;
}

function next([, lead = "", bullet, number, dot, space = " ", task]: RegExpExecArray): string {
  return `${lead}${bullet ?? `${Number(number) + 1}${dot}`}${space}${task ? "[ ] " : ""}`;
}

function fenced(before: string): boolean {
  return (before.match(/^ {0,3}(?:```|~~~)/gm) ?? []).length % 2 === 1;
}
