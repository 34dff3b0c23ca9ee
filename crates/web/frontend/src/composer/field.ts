/** The textarea as a place to edit in: every change can be undone with Ctrl Z, as far as the browser lets it. */
export class Field {
  constructor(readonly area: HTMLTextAreaElement) {}

  get text(): string {
    return this.area.value;
  }

  get from(): number {
    return this.area.selectionStart;
  }

  get to(): number {
    return this.area.selectionEnd;
  }

  get selected(): string {
    return this.text.slice(this.from, this.to);
  }

  /** Puts `text` where `from` to `to` was and selects what lies between the two offsets in it (its end, if none are given). */
  replace(from: number, to: number, text: string, select = text.length, until = select): void {
    const { area } = this;
    area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
    const wanted = area.value.slice(0, from) + text + area.value.slice(to);
    // Out of fashion, and the only way that keeps the browser's own undo.
    const done = from === to && text === "" ? true : document.execCommand(text === "" ? "delete" : "insertText", false, text);
    if (!done || area.value !== wanted) this.put(0, area.value.length, wanted);
    area.setSelectionRange(from + select, from + until);
  }

  /** Changes text while somebody types elsewhere in it, or in another field: caret and selection stay where they are. */
  swap(from: number, to: number, text: string): void {
    const { area } = this;
    if (document.activeElement !== area) return this.put(from, to, text);
    const shifted = (at: number): number => (at <= from ? at : at >= to ? at + text.length - (to - from) : from + text.length);
    const [start, end] = [shifted(area.selectionStart), shifted(area.selectionEnd)];
    const top = area.scrollTop;
    this.replace(from, to, text);
    area.setSelectionRange(start, end);
    area.scrollTop = top;
  }

  /** At the caret, with an empty line before and after: `text` is a block of its own. */
  block(text: string, select = text.length, until = select): void {
    const before = this.text.slice(0, this.from);
    const after = this.text.slice(this.to);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const follows = text.endsWith("\n\n") || after === "" || after.startsWith("\n\n");
    const trail = follows ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    this.replace(this.from, this.to, lead + text + trail, lead.length + select, lead.length + until);
  }

  /** The offsets of the whole lines that the selection touches. */
  lines(): [number, number] {
    const start = this.text.lastIndexOf("\n", this.from - 1) + 1;
    const last = this.to > this.from && this.text[this.to - 1] === "\n" ? this.to - 1 : this.to;
    const end = this.text.indexOf("\n", last);
    return [start, end < 0 ? this.text.length : end];
  }

  private put(from: number, to: number, text: string): void {
    this.area.setRangeText(text, from, to, "preserve");
    this.area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}
