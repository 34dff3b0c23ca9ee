import type { Tools } from "../lazy";
import { type Emoji, matching } from "./data";
import { recent, setTone, tone, used } from "./recent";

/** Opens the picker near `anchor` (on phones from below). Answers the chosen sign, or nothing when it was closed. */
export function pickEmoji(anchor: HTMLElement, tools: Tools): Promise<string | undefined> {
  const template = document.querySelector<HTMLTemplateElement>("#emoji-picker");
  const dialog = template?.content.firstElementChild?.cloneNode(true);
  if (!(dialog instanceof HTMLDialogElement)) return Promise.resolve(undefined);
  return new Promise((resolve) => new Picker(dialog, anchor, resolve).open(tools.emoji()));
}

class Picker {
  private all: Emoji[] = [];
  private shown: HTMLElement[] = [];
  private active = -1;
  private chosen: string | undefined;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly anchor: HTMLElement,
    private readonly done: (sign: string | undefined) => void,
  ) {}

  async open(loading: Promise<Emoji[]>): Promise<void> {
    const { dialog } = this;
    const close = (): void => dialog.close();
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      document.removeEventListener("turbo:before-cache", close);
      dialog.remove();
      this.done(this.chosen);
    });
    document.addEventListener("turbo:before-cache", close);
    dialog.addEventListener("click", (event) => this.click(event));
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("pointermove", (event) => this.point(event));
    this.search.addEventListener("input", () => this.show());
    this.tones.value = String(tone());
    this.tones.addEventListener("change", () => {
      setTone(Number(this.tones.value));
      this.show();
    });
    dialog.showModal();
    this.place();
    this.search.focus();
    try {
      this.all = await loading;
      this.show();
    } catch {
      this.status.textContent = this.status.dataset["failed"] ?? "";
    }
  }

  /** Near the anchor; style.css lays it at the bottom of small screens. */
  private place(): void {
    if (matchMedia("(width < 40rem)").matches) return;
    const at = this.anchor.getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.dialog;
    const below = at.bottom + 6;
    const fits = below + offsetHeight + 8 <= innerHeight;
    style.left = `${Math.max(8, Math.min(at.left, innerWidth - offsetWidth - 8))}px`;
    style.top = `${fits ? below : Math.max(8, at.top - offsetHeight - 6)}px`;
  }

  private show(): void {
    const query = this.search.value.trim();
    const found = query ? [matching(this.all, query)] : [];
    const groups = query ? [] : this.groups();
    this.list.replaceChildren(
      ...found.filter((group) => group.length > 0).map((group) => this.group("", "", group)),
      ...groups.map(({ key, name, members }) => this.group(key, name, members)),
    );
    this.list.scrollTop = 0;
    this.shown = [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
    this.shown.forEach((option, index) => {
      option.id = `emoji-${index}`;
    });
    this.status.textContent = query && this.shown.length === 0 ? (this.status.dataset["nothing"] ?? "") : "";
    this.choose(query && this.shown.length > 0 ? 0 : -1);
  }

  private groups(): { key: string; name: string; members: Emoji[] }[] {
    const buttons = [...this.dialog.querySelectorAll<HTMLElement>("[data-group]")];
    const last = recent();
    return buttons
      .map(({ dataset: { group: key = "" }, title: name }) => {
        const members = key === "recent"
          ? last.flatMap((sign) => this.all.find((emoji) => emoji.sign === sign || emoji.tones.includes(sign)) ?? [])
          : this.all.filter((emoji) => key.split(" ").includes(String(emoji.group)));
        return { key, name, members };
      })
      .filter(({ members }) => members.length > 0);
  }

  private group(key: string, name: string, members: Emoji[]): HTMLElement {
    const made = document.createElement("div");
    made.className = "emoji-group";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", name || this.search.value);
    if (key) made.dataset["of"] = key;
    if (name) {
      const title = document.createElement("p");
      title.setAttribute("aria-hidden", "true");
      title.textContent = name;
      made.append(title);
    }
    const chosen = Number(this.tones.value);
    for (const { sign, name: label, tones } of members) {
      const option = document.createElement("span");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.setAttribute("aria-label", label);
      option.textContent = tones[chosen - 1] ?? sign;
      made.append(option);
    }
    return made;
  }

  private choose(index: number, scroll = true): void {
    this.shown[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.shown[index];
    option?.setAttribute("aria-selected", "true");
    if (option) this.search.setAttribute("aria-activedescendant", option.id);
    else this.search.removeAttribute("aria-activedescendant");
    if (scroll) option?.scrollIntoView({ block: "nearest" });
    this.label.textContent = option ? `${option.textContent} ${option.getAttribute("aria-label")}` : "";
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.target !== this.search || event.ctrlKey || event.metaKey || event.altKey) return;
    const moving = this.active >= 0;
    if (event.key === "ArrowDown") this.choose(moving ? this.beside(1) : 0);
    else if (event.key === "ArrowUp" && moving) this.choose(this.beside(-1));
    else if (event.key === "ArrowRight" && moving) this.choose(Math.min(this.active + 1, this.shown.length - 1));
    else if (event.key === "ArrowLeft" && moving) this.choose(Math.max(this.active - 1, 0));
    else if (event.key === "Enter") this.take(this.shown[Math.max(this.active, 0)]);
    // A search field would only empty itself.
    else if (event.key === "Escape") this.dialog.close();
    else return;
    event.preventDefault();
  }

  /** The nearest one in the row above or below: rows of different groups do not stand exactly under each other. */
  private beside(step: 1 | -1): number {
    const now = this.shown[this.active];
    if (!now) return 0;
    const row = now.offsetTop;
    let at = this.active;
    while (this.shown[at]?.offsetTop === row) at += step;
    const next = this.shown[at]?.offsetTop;
    if (next === undefined) return step > 0 ? this.shown.length - 1 : -1;
    let best = at;
    for (; this.shown[at]?.offsetTop === next; at += step) {
      if (Math.abs(left(this.shown[at]) - now.offsetLeft) < Math.abs(left(this.shown[best]) - now.offsetLeft)) best = at;
    }
    return best;
  }

  private point(event: PointerEvent): void {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
    if (option && event.pointerType === "mouse") this.choose(this.shown.indexOf(option), false);
  }

  private click(event: MouseEvent): void {
    if (event.target === this.dialog) return this.dialog.close();
    const target = event.target instanceof Element ? event.target : null;
    const group = target?.closest<HTMLElement>("[data-group]")?.dataset["group"];
    if (group !== undefined) return this.go(group);
    if (target?.closest("[data-close]")) return this.dialog.close();
    this.take(target?.closest<HTMLElement>("[role=option]") ?? undefined);
  }

  private go(group: string): void {
    if (this.search.value) {
      this.search.value = "";
      this.show();
    }
    const first = this.list.querySelector<HTMLElement>(`[data-of="${group}"]`);
    const option = first?.querySelector<HTMLElement>("[role=option]");
    if (!first || !option) return;
    this.list.scrollTop = first.offsetTop - this.list.offsetTop;
    this.choose(this.shown.indexOf(option), false);
    this.search.focus();
  }

  private take(option: HTMLElement | undefined): void {
    if (!option) return;
    this.chosen = option.textContent ?? undefined;
    if (this.chosen) used(this.chosen);
    this.dialog.close();
  }

  private get search(): HTMLInputElement {
    return this.part("input");
  }

  private get tones(): HTMLSelectElement {
    return this.part("select");
  }

  private get list(): HTMLElement {
    return this.part("[role=listbox]");
  }

  private get status(): HTMLElement {
    return this.part("[role=status]");
  }

  private get label(): HTMLElement {
    return this.part(".emoji-label");
  }

  private part<E extends HTMLElement>(selector: string): E {
    const found = this.dialog.querySelector<E>(selector);
    if (!found) throw new Error(`the picker has no ${selector}`);
    return found;
  }
}

function left(option: HTMLElement | undefined): number {
  return option?.offsetLeft ?? 0;
}
