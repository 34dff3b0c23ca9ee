import type { Box } from "./box";
import { Device } from "./device";
import { type Written, fieldsOf, fill, fingerprint } from "./fields";

const PAUSE = 1000;
const AGAIN = 15_000;

/** The draft of one place: on the server a second after the last key, on this device until the server has it. */
export class Draft {
  private readonly device: Device;
  private known = "";
  private sent = new Set<string>();
  private timer = 0;
  private saving: Promise<void> | undefined;
  private undecided = false;
  private held = true;
  private over = false;

  constructor(
    private readonly box: Box,
    /** The text without what only stands for a file that is on its way. */
    private readonly source: () => string,
  ) {
    const { who = "", base = "" } = box.root.dataset;
    this.device = new Device(this.place ? `draft:${who}:${base}/${this.place}` : "");
    this.settled();
  }

  get place(): string {
    return this.box.root.dataset["place"] ?? "";
  }

  private get rev(): number {
    return Number(this.box.root.dataset["rev"] ?? 0);
  }

  /** Written into the page, so that a page from the cache knows it, too. */
  private set rev(rev: number) {
    this.box.root.dataset["rev"] = String(rev);
  }

  /** What stands in the form now is what the server has. */
  settled(): void {
    clearTimeout(this.timer);
    this.known = fingerprint(this.written());
    this.sent.clear();
    this.undecided = false;
    this.held = true;
    this.box.notice("conflict", "");
  }

  /** Whether the server has what stands here is not known. */
  unsure(): void {
    this.known = "";
    this.changed();
  }

  get isSaved(): boolean {
    return fingerprint(this.written()) === this.known;
  }

  private get isEmpty(): boolean {
    return this.written().source.trim() === "";
  }

  /** Neither here nor there: leaving would lose it. */
  get wouldBeLost(): boolean {
    return !this.isSaved && !this.held;
  }

  changed(): void {
    clearTimeout(this.timer);
    if (this.isSaved) {
      this.device.forget();
      return this.state(this.rev > 0 && !this.isEmpty ? "saved" : "");
    }
    this.held = this.device.keep(this.written());
    this.state("");
    if (this.place && !this.undecided) this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  /** @param parting the page may be gone before the answer comes */
  save(parting = false): void {
    clearTimeout(this.timer);
    if (!this.place || this.over || this.undecided || this.isSaved) return;
    if (this.saving && !parting) return;
    this.saving = this.send(parting).finally(() => {
      this.saving = undefined;
    });
  }

  /** The page goes. */
  stop(): void {
    this.save(true);
    this.over = true;
  }

  /** A save that is under way has ended, so that it cannot come after what is sent now. */
  async quiet(): Promise<void> {
    clearTimeout(this.timer);
    await this.saving;
    clearTimeout(this.timer);
  }

  /** The text was sent: nothing is left to keep. */
  done(): void {
    this.device.forget();
    this.settled();
    this.state("");
    this.rev = 0;
  }

  /** Offers what an earlier page left on this device, when this page has less. */
  offer(): void {
    const kept = this.device.found();
    if (!kept) return;
    if (within(kept, this.written())) {
      this.device.decided();
      // The page has it, but perhaps only the page.
      return this.unsure();
    }
    const notice = this.box.copy("kept");
    notice.querySelector("pre")?.append(told(kept));
    this.decide(notice, "kept", {
      take: () => {
        this.take(kept);
        this.changed();
      },
      leave: () => undefined,
    }, () => this.device.decided());
  }

  private async send(parting: boolean): Promise<void> {
    const written = this.written();
    const text = fingerprint(written);
    this.sent.add(text);
    this.state("saving");
    const body = new URLSearchParams({
      place: this.place, source: written.source, fields: JSON.stringify(written.fields), rev: String(this.rev),
    });
    // Browsers refuse to keep more than 64 kB alive.
    const keepalive = parting && body.toString().length < 60_000;
    try {
      const answer = await fetch(this.box.address("drafts"), { method: "POST", body, keepalive, headers: { accept: "application/json" } });
      if (answer.ok) this.saved(((await answer.json()) as { rev: number }).rev, text);
      else if (answer.status === 409) this.overtaken((await answer.json()) as Written & { rev: number });
      else this.failed(answer.status === 401 ? "signed-out" : "unsaved");
    } catch {
      this.failed("offline");
    }
  }

  private saved(rev: number, text: string): void {
    this.rev = rev;
    this.known = text;
    this.sent.clear();
    this.held = true;
    if (this.isSaved) {
      this.device.forget();
      this.state("saved");
    } else this.timer = window.setTimeout(() => this.save(), PAUSE);
  }

  private failed(why: string): void {
    this.held = this.device.keep(this.written());
    this.state(this.held ? why : "lost");
    this.timer = window.setTimeout(() => this.save(), AGAIN);
  }

  /** Another tab wrote. Nothing is overwritten until somebody says which text it is to be. */
  private overtaken(other: Written & { rev: number }): void {
    const theirs: Written = { source: other.source, fields: other.fields ?? {} };
    const text = fingerprint(theirs);
    const mine = fingerprint(this.written());
    // It was this page after all: an answer got lost on the way.
    if (text === mine || this.sent.has(text)) {
      this.saved(other.rev, text);
      return;
    }
    this.undecided = true;
    this.held = this.device.keep(this.written());
    this.state(this.held ? "unsaved" : "lost");
    const notice = this.box.copy("conflict");
    notice.querySelector("pre")?.append(told(theirs));
    this.decide(notice, "conflict", {
      keep: () => {
        this.rev = other.rev;
        this.known = text;
        this.changed();
        this.save();
      },
      take: () => {
        this.take(theirs);
        this.saved(other.rev, text);
      },
    }, () => {
      this.undecided = false;
    });
  }

  private decide(notice: HTMLElement, kind: string, ways: Record<string, () => void>, decided: () => void): void {
    for (const [name, way] of Object.entries(ways)) {
      notice.querySelector(`[data-do="${name}"]`)?.addEventListener("click", () => {
        this.box.notice(kind, "");
        decided();
        way();
        this.box.area.focus();
      });
    }
    this.box.notice(kind, notice);
  }

  private take(written: Written): void {
    const { field, form } = this.box;
    field.replace(0, field.text.length, written.source);
    fill(form, written.fields);
  }

  private written(): Written {
    const source = this.source();
    return { source, fields: fieldsOf(this.box.form, source) };
  }

  private state(key: string): void {
    const state = this.box.part("state");
    const words = key ? this.box.say(key) : "";
    const bad = key !== "" && key !== "saved" && key !== "saving";
    // What goes well is not read out after each pause.
    state.setAttribute("aria-live", bad ? "polite" : "off");
    state.toggleAttribute("data-bad", bad);
    if (state.textContent !== words) state.textContent = words;
  }
}

/** Whether everything that was kept stands here. */
function within(kept: Written, here: Written): boolean {
  const same = (name: string): boolean => JSON.stringify(kept.fields[name]) === JSON.stringify(here.fields[name]);
  return here.source.includes(kept.source.trim()) && Object.keys(kept.fields).every(same);
}

/** A draft to look at: its title and such, then its text. */
function told({ source, fields }: Written): string {
  const typed = Object.entries(fields).filter(([name]) => name === "title").map(([, value]) => String(value));
  return [...typed, source].filter(Boolean).join("\n\n");
}
