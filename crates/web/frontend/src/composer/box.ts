import type { Tools } from "../lazy";
import { Field } from "./field";

/** A composer's element and its parts. Looked up each time: a morph may have replaced them. */
export class Box {
  readonly field: Field;

  constructor(
    readonly root: HTMLElement,
    readonly tools: Tools,
  ) {
    const area = root.querySelector("textarea");
    if (!area) throw new Error("a composer has a textarea");
    this.field = new Field(area);
  }

  get area(): HTMLTextAreaElement {
    return this.field.area;
  }

  get form(): HTMLFormElement | null {
    return this.area.form;
  }

  /** An address of the community. */
  address(path: string): string {
    return `${this.root.dataset["base"] ?? ""}/${path}`;
  }

  /** Words in the page's language, from the template. */
  say(key: string): string {
    return this.source("words").querySelector(`[data-word="${key}"]`)?.textContent ?? "";
  }

  part<E extends HTMLElement>(name: string): E {
    const found = this.root.querySelector<E>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the composer has no ${name}`);
    return found;
  }

  /** A copy of a template of the composer. */
  copy(name: string): HTMLElement {
    const made = this.source(name).firstElementChild?.cloneNode(true);
    if (!(made instanceof HTMLElement)) throw new Error(`the composer has no ${name}`);
    return made;
  }

  /** Something to know or to decide, above the text. One at a time of each kind; without words it goes. */
  notice(kind: string, words: string | HTMLElement): void {
    const place = this.part("notices");
    place.querySelector(`[data-kind="${kind}"]`)?.remove();
    if (words === "") return;
    const made = typeof words === "string" ? this.copy("notice") : words;
    made.dataset["kind"] = kind;
    if (typeof words === "string") made.querySelector("p")?.replaceChildren(words);
    made.querySelector("[data-do=dismiss]")?.addEventListener("click", () => {
      made.remove();
      this.area.focus();
    });
    place.append(made);
  }

  private source(name: string): DocumentFragment {
    return this.part<HTMLTemplateElement>(name).content;
  }
}
