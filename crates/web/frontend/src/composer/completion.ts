import type { Box } from "./box";
import { caret } from "./caret";

export interface Choice {
  /** What is shown. */
  show: (Node | string)[];
  /** What stands in the text instead of what was typed. */
  text: string;
}

export interface Source {
  /** Matches what was typed up to the caret; its first group is the query, and what is replaced begins one character before it. */
  typed: RegExp;
  /** Milliseconds to wait for the next key. */
  pause: number;
  find(query: string): Promise<Choice[]>;
}

/** A list at the caret that completes what is being typed. The focus stays in the text. */
export class Completion {
  private list: HTMLElement | undefined;
  private choices: Choice[] = [];
  private active = 0;
  private from = 0;
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly box: Box,
    private readonly sources: Source[],
    signal: AbortSignal,
  ) {
    const { area } = box;
    area.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.look();
    }, { signal });
    area.addEventListener("compositionend", () => this.look(), { signal });
    area.addEventListener("blur", () => this.close(), { signal });
    area.addEventListener("scroll", () => this.close(), { signal });
    area.addEventListener("click", () => this.close(), { signal });
    signal.addEventListener("abort", () => this.close());
  }

  close(): void {
    clearTimeout(this.timer);
    this.asked += 1;
    if (!this.list) return;
    this.list.remove();
    this.list = undefined;
    this.box.area.removeAttribute("aria-activedescendant");
    this.box.area.removeAttribute("aria-controls");
    this.box.part("hint").textContent = "";
  }

  /** Answers whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    const count = this.choices.length;
    if (!this.list || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowDown") this.choose((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.choose((this.active + count - 1) % count);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) this.take(this.active);
    else if (event.key === "Escape") this.close();
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) this.close();
      return false;
    }
    return true;
  }

  look(): void {
    clearTimeout(this.timer);
    const { field } = this.box;
    const before = field.from === field.to ? field.text.slice(Math.max(0, field.from - 60), field.from) : "";
    for (const source of this.sources) {
      const query = source.typed.exec(before)?.[1];
      if (query === undefined) continue;
      this.from = field.from - query.length - 1;
      const asked = ++this.asked;
      this.timer = window.setTimeout(async () => {
        const found = await source.find(query).catch(() => []);
        if (asked === this.asked) this.show(found);
      }, source.pause);
      return;
    }
    this.close();
  }

  private show(choices: Choice[]): void {
    const { area, root } = this.box;
    if (choices.length === 0 || document.activeElement !== area) return this.close();
    this.choices = choices;
    const list = this.list ?? this.box.copy("completion");
    list.id = `${area.id}-completion`;
    list.replaceChildren(...choices.map((choice, index) => this.option(choice, index)));
    if (!this.list) {
      root.append(list);
      area.setAttribute("aria-controls", list.id);
      this.box.part("hint").textContent = this.box.say("completion");
    }
    this.list = list;
    this.place(list);
    this.choose(0);
  }

  private option({ show }: Choice, index: number): HTMLElement {
    const option = document.createElement("li");
    option.id = `${this.box.area.id}-completion-${index}`;
    option.setAttribute("role", "option");
    option.append(...show);
    // The focus stays in the text.
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.take(index));
    return option;
  }

  private choose(index: number): void {
    this.active = index;
    for (const [at, option] of [...(this.list?.children ?? [])].entries()) {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) {
        option.scrollIntoView({ block: "nearest" });
        this.box.area.setAttribute("aria-activedescendant", option.id);
      }
    }
  }

  private take(index: number): void {
    const choice = this.choices[index];
    const { field } = this.box;
    const { from } = this;
    this.close();
    if (choice) field.replace(from, field.from, choice.text);
    this.close();
  }

  private place(list: HTMLElement): void {
    const { area, root } = this.box;
    const at = caret(area, this.from);
    const [inner, outer] = [area.getBoundingClientRect(), root.getBoundingClientRect()];
    const left = Math.min(inner.left - outer.left + at.left, root.clientWidth - list.offsetWidth);
    list.style.left = `${Math.max(0, left)}px`;
    const line = inner.top - outer.top + at.top;
    // Above the line, where there is no room below.
    const below = outer.top + line + at.height + list.offsetHeight + 8 <= innerHeight;
    const above = outer.top + line > list.offsetHeight + 64;
    list.style.top = `${below || !above ? line + at.height + 4 : line - list.offsetHeight - 4}px`;
  }
}
