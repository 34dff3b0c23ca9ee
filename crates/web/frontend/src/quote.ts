import type { Part } from "./lazy";
import { fenceFor } from "./composer/marks";

interface Picked {
  body: HTMLElement;
  range: Range;
}

/** "Quote" at a post: what is selected in it goes into the composer, with its author and the way back. Without a selection or a
    composer the link does what it says. A small button at the selection does the same. */
export const start: Part = (element) => {
  const ended = new AbortController();
  const { signal } = ended;
  // Pressing the link already takes the selection away.
  let before: Picked | undefined;
  element.addEventListener("pointerdown", () => {
    before = picked(element);
  }, { signal });
  element.addEventListener("click", (event) => {
    const chosen = picked(element) ?? before;
    before = undefined;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !chosen || !quote(element, chosen)) return;
    event.preventDefault();
  }, { signal });
  float(element, signal);
  return () => ended.abort();
};

function picked(link: HTMLElement): Picked | undefined {
  const selection = getSelection();
  const body = document.querySelector<HTMLElement>(`#p${CSS.escape(link.dataset["quotePostValue"] ?? "")} .post-body`);
  if (!body || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  return body.contains(range.commonAncestorContainer) && range.toString().trim() ? { body, range: range.cloneRange() } : undefined;
}

function quote(link: HTMLElement, { body, range }: Picked): boolean {
  const { quoteComposerValue: id = "", quoteAuthorValue: author = "", quoteLinkValue: address = "" } = link.dataset;
  const area = document.getElementById(id);
  // A composer that is not ready yet would not hear of it.
  if (!area?.hasAttribute("aria-autocomplete")) return false;
  for (let fold = area.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  const name = author.replace(/[[\]\\*_`]/g, "\\$&");
  const lines = `[${name}](${address}):\n\n${markdown(body, range)}`.split("\n").map((line) => `> ${line}`.trimEnd());
  area.dispatchEvent(new CustomEvent("composer:insert", { detail: `${lines.join("\n")}\n\n` }));
  getSelection()?.removeAllRanges();
  area.focus();
  return true;
}

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, td, th, dd, dt, summary";

/** Paragraphs as paragraphs, code as code; other marks are left behind. */
function markdown(body: HTMLElement, range: Range): string {
  const within = range.commonAncestorContainer;
  const pre = (within instanceof Element ? within : within.parentElement)?.closest("pre");
  if (pre && body.contains(pre)) return fenced(range.toString());
  const parts: string[] = [];
  for (const block of range.cloneContents().querySelectorAll<HTMLElement>(BLOCKS)) {
    if (block.parentElement?.closest("pre") || (!block.matches("pre") && block.querySelector(BLOCKS))) continue;
    const text = block.textContent ?? "";
    if (text.trim()) parts.push(block.matches("pre") ? fenced(text) : plain(text));
  }
  return parts.join("\n\n") || plain(range.toString());
}

function fenced(code: string): string {
  const fence = fenceFor(code);
  return `${fence}\n${code.replace(/^\n+|\s+$/g, "")}\n${fence}`;
}

/** What would be read as Markdown is only text here. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/[\\*_`[\]<>~]/g, "\\$&").replace(/^([#>+-]|\d+[.)])/, "\\$1");
}

/** The button at the selection has the words of the link. */
function float(link: HTMLElement, signal: AbortSignal): void {
  let button: HTMLButtonElement | undefined;
  let timer = 0;
  const hide = (): void => {
    clearTimeout(timer);
    button?.remove();
    button = undefined;
  };
  const show = (): void => {
    hide();
    const chosen = picked(link);
    if (!chosen || !document.getElementById(link.dataset["quoteComposerValue"] ?? "")) return;
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quote-here btn btn-sm btn-neutral";
    made.textContent = (link.textContent ?? "").trim() || link.getAttribute("aria-label");
    made.addEventListener("pointerdown", (event) => event.preventDefault());
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      quote(link, chosen);
      hide();
    });
    // Beside the text in the document, too: Tab from the selection reaches it.
    chosen.body.after(made);
    button = made;
    const at = chosen.range.getBoundingClientRect();
    const outer = (made.offsetParent ?? document.body).getBoundingClientRect();
    made.style.left = `${Math.max(0, Math.min(at.right - outer.left, outer.width - made.offsetWidth))}px`;
    made.style.top = `${at.bottom - outer.top + 6}px`;
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (getSelection()?.isCollapsed) hide();
    else timer = window.setTimeout(show, 250);
  }, { signal });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  }, { signal });
  signal.addEventListener("abort", hide);
}
