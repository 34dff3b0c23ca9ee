import type { Part } from "./lazy";

interface Proposal {
  similar?: string;
  kind?: string;
  area?: string;
  tags?: string[];
}

const ENOUGH = 10;
const PAUSE = 300;

/** Write first, sort after: while the title is typed, similar threads appear and kind, area and tags are proposed. */
export const start: Part = (element, tools) => {
  const box = new NewBox(element, tools.rendered);
  return () => box.stop();
};

class NewBox {
  private readonly ended = new AbortController();
  private readonly touched = new Set<string>();
  private timer = 0;
  private request: AbortController | undefined;
  private last = "";
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly rendered: () => void,
  ) {
    const { signal } = this.ended;
    root.addEventListener("input", (event) => this.input(event), { signal });
    root.addEventListener("change", (event) => this.input(event), { signal });
    // What came back from the server with something in it was somebody's.
    if (this.tags?.value) this.touched.add("tags");
    if (root.querySelector("[name=kind]:checked")) this.touched.add("kind");
    if (root.querySelector<HTMLSelectElement>("select[name=area]")?.value) this.touched.add("area");
    if (this.title?.value) this.later();
  }

  stop(): void {
    this.ended.abort();
    clearTimeout(this.timer);
    this.request?.abort();
  }

  private input(event: Event): void {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement)) return;
    if (["kind", "area", "tags"].includes(control.name)) {
      this.touched.add(control.name);
      this.mark(control.name, false);
    } else if (control === this.title || control.name === "source") this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    const title = this.title?.value.trim() ?? "";
    this.request?.abort();
    if (title.length < ENOUGH) {
      this.last = "";
      return this.show("");
    }
    const source = this.root.querySelector<HTMLTextAreaElement>("textarea[name=source]")?.value ?? "";
    // The beginning of the text is enough to sort by, and an address has its limits.
    const asked = new URLSearchParams({ title, source: source.slice(0, 1500) }).toString();
    if (asked === this.last) return;
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await fetch(`${this.root.dataset["newboxUrlValue"]}?${asked}`, { signal: request.signal, headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const proposal = (await answer.json()) as Proposal;
      if (request.signal.aborted) return;
      this.last = asked;
      this.show(proposal.similar ?? "");
      this.propose(proposal);
    } catch {
      // Proposals are a help; without them the form is as it was.
    }
  }

  private show(html: string): void {
    const place = this.root.querySelector<HTMLElement>('[data-newbox-target="similar"]');
    // The same again is not read out again.
    if (!place || this.shown === html) return;
    this.shown = html;
    place.innerHTML = html;
    this.rendered();
  }

  private propose({ kind, area, tags }: Proposal): void {
    const radio = [...this.root.querySelectorAll<HTMLInputElement>("input[name=kind]")].find((each) => each.value === kind);
    if (radio && this.free("kind")) {
      radio.checked = true;
      this.mark("kind", true);
    }
    const select = this.root.querySelector<HTMLSelectElement>("select[name=area]");
    if (select && area && this.free("area") && [...select.options].some(({ value }) => value === area)) {
      select.value = area;
      this.mark("area", true);
    }
    const field = this.tags;
    if (field && tags && this.free("tags")) {
      field.value = tags.join(", ");
      this.mark("tags", tags.length > 0);
    }
  }

  private free(name: string): boolean {
    return !this.touched.has(name);
  }

  private mark(name: string, proposed: boolean): void {
    for (const control of this.root.querySelectorAll<HTMLElement>(`[name="${name}"]`)) control.toggleAttribute("data-proposed", proposed);
  }

  private get title(): HTMLInputElement | null {
    return this.root.querySelector('[data-newbox-target="title"]');
  }

  private get tags(): HTMLInputElement | null {
    return this.root.querySelector("input[name=tags]");
  }
}
