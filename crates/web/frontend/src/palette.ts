import { Controller } from "@hotwired/stimulus";
import { visit } from "@hotwired/turbo";
import { marked } from "./marked";

interface Hit {
  kind: string;
  id: string | number;
  url: string;
  title: string;
  snippet: string;
}

const PAUSE = 80;
const LIMIT = 8;

/** Search as you type, over the page. The element is the search form of the top bar, which does the rest without scripts. */
export class Palette extends Controller<HTMLFormElement> {
  static override targets = ["opener", "template"];
  static override values = { url: String, community: String, kinds: Object };

  declare readonly openerTarget: HTMLInputElement;
  declare readonly templateTarget: HTMLTemplateElement;
  declare readonly urlValue: string;
  declare readonly communityValue: string;
  /** Names of kinds in the page's language; without one, the line says only where. */
  declare readonly kindsValue: Record<string, string>;

  private dialog: HTMLDialogElement | undefined;
  private timer = 0;
  private request: AbortController | undefined;
  private hits: Hit[] = [];
  private active = -1;

  override connect(): void {
    document.addEventListener("keydown", this.shortcut);
    document.addEventListener("turbo:before-cache", this.close);
  }

  override disconnect(): void {
    document.removeEventListener("keydown", this.shortcut);
    document.removeEventListener("turbo:before-cache", this.close);
    this.close();
  }

  private readonly shortcut = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
    if (!chord && !slash) return;
    event.preventDefault();
    if (this.dialog) this.close();
    else if (!document.querySelector("dialog:modal")) this.open();
  };

  private open(): void {
    const dialog = this.templateTarget.content.firstElementChild?.cloneNode(true);
    if (!(dialog instanceof HTMLDialogElement)) return;
    const before = document.activeElement;
    document.body.append(dialog);
    this.dialog = dialog;
    this.input.value = this.openerTarget.value;
    dialog.addEventListener("close", () => {
      this.stop();
      dialog.remove();
      if (this.dialog === dialog) this.dialog = undefined;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    });
    dialog.addEventListener("click", (event) => this.click(event));
    dialog.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("input", () => this.typed());
    this.show([]);
    dialog.showModal();
    this.input.focus();
    this.input.select();
    if (this.input.value.trim()) this.ask();
  }

  private readonly close = (): void => this.dialog?.close();

  private stop(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = undefined;
  }

  private typed(): void {
    this.stop();
    this.choose(-1);
    if (this.input.value.trim()) this.timer = window.setTimeout(() => this.ask(), PAUSE);
    else this.show([]);
  }

  private async ask(): Promise<void> {
    this.stop();
    const request = new AbortController();
    this.request = request;
    const query = this.input.value;
    try {
      const url = new URL(this.urlValue, location.origin);
      url.search = new URLSearchParams({ q: query, community: this.communityValue, limit: String(LIMIT) }).toString();
      const answer = await fetch(url, { signal: request.signal, headers: { accept: "application/json" } });
      const found = answer.ok ? ((await answer.json()) as { hits?: Hit[] }).hits : [];
      if (!request.signal.aborted) this.show(found ?? [], query, answer.ok);
    } catch {
      // Without an answer nothing is shown; what was typed stays, and Enter asks the full search.
      if (!request.signal.aborted) this.show([]);
    }
  }

  private show(hits: Hit[], query = "", answered = false): void {
    this.hits = hits.slice(0, LIMIT);
    this.list.replaceChildren(...this.hits.map((hit, index) => this.option(hit, index, query)));
    this.input.setAttribute("aria-expanded", String(this.hits.length > 0));
    this.choose(-1);
    const { hint = "", nothing = "" } = this.status.dataset;
    const words = answered && this.hits.length === 0 ? nothing : hint;
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  private option(hit: Hit, index: number, query: string): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `palette-hit-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset["index"] = String(index);
    const title = span("palette-title", ...marked(hit.title, query));
    const line = span("palette-line");
    const place = [this.kindsValue[hit.kind], this.elsewhere(hit.url)].filter(Boolean).join(" · ");
    if (place) line.append(span("palette-place", place));
    if (hit.snippet) line.append(span("palette-snippet", ...marked(hit.snippet, query)));
    option.append(title, line);
    return option;
  }

  /** The community's slug, when it is not the one that is open. */
  private elsewhere(url: string): string {
    const slug = /^\/c\/([^/?#]+)/.exec(new URL(url, location.origin).pathname)?.[1] ?? "";
    return slug === this.communityValue ? "" : decodeURIComponent(slug);
  }

  private choose(index: number): void {
    this.active = index;
    for (const [at, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `palette-hit-${index}`);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.hits.length;
    if (event.key === "ArrowDown" && count > 0) this.choose(this.active + 1 < count ? this.active + 1 : -1);
    else if (event.key === "ArrowUp" && count > 0) this.choose(this.active < 0 ? count - 1 : this.active - 1);
    else if (event.key === "Enter") this.enter(event.ctrlKey || event.metaKey);
    // A search field would only empty itself.
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private enter(aside: boolean): void {
    const hit = this.hits[this.active];
    if (hit) return this.go(hit, aside);
    if (!this.input.value.trim()) return;
    this.openerTarget.value = this.input.value;
    this.close();
    this.element.requestSubmit();
  }

  private click(event: MouseEvent): void {
    if (event.target === this.dialog) return this.close();
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    const hit = option && this.hits[Number(option.dataset["index"])];
    if (hit) this.go(hit, event.ctrlKey || event.metaKey);
  }

  private go(hit: Hit, aside: boolean): void {
    const url = new URL(hit.url, location.origin);
    if (url.origin !== location.origin) return;
    if (aside) window.open(url, "_blank", "noopener");
    else {
      this.close();
      visit(url);
    }
  }

  private get input(): HTMLInputElement {
    return this.part<HTMLInputElement>(".palette-input");
  }

  private get list(): HTMLElement {
    return this.part("[role=listbox]");
  }

  private get status(): HTMLElement {
    return this.part("[role=status]");
  }

  private part<E extends HTMLElement>(selector: string): E {
    const found = this.dialog?.querySelector<E>(selector);
    if (!found) throw new Error(`the palette has no ${selector}`);
    return found;
  }
}

function span(name: string, ...content: (Node | string)[]): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  made.append(...content);
  return made;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
