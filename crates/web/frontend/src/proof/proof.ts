import type { Tools } from "../lazy";
import type { Asked, Said } from "./worker";

interface Challenge extends Asked {
  challenge: string;
  /** ms */
  lasting: number;
}

/** Shows that no program sends a form: asks for a challenge when the form is first touched, solves it while people type, and holds
    the form back for as long as that takes. Whatever fails here, the form goes without, and the server asks for a wait. */
export function start(element: HTMLElement, _tools: Tools): () => void {
  const form = element as HTMLFormElement;
  const field = form.querySelector<HTMLInputElement>("input[name=proof]");
  const over = new AbortController();
  let check: Check | undefined;
  let sent = false;

  const begin = (): Check => {
    if (check && performance.now() < check.until) return check;
    check?.stop();
    check = new Check(form);
    return check;
  };
  const submitted = (event: SubmitEvent) => {
    if (sent || !field) return;
    const running = begin();
    if (running.answer !== undefined) {
      field.value = running.answer;
      return;
    }
    event.preventDefault();
    running.wanted();
    void running.done.then(() => {
      if (over.signal.aborted || check !== running) return;
      field.value = running.answer ?? "";
      sent = !running.answer;
      form.requestSubmit(event.submitter);
    });
  };
  for (const touch of ["focusin", "input"]) form.addEventListener(touch, () => void begin(), { signal: over.signal });
  form.addEventListener("submit", submitted, { signal: over.signal });
  // A page that comes back by the history holds a proof that was used.
  addEventListener("pageshow", (event) => event.persisted && check?.forget(), { signal: over.signal });
  // Somebody was in it before this was here; or it was refused for want of a proof, and nobody has to touch it first.
  if (form.contains(document.activeElement) || document.querySelector("[data-proof-told]")) begin();
  return () => {
    over.abort();
    check?.stop();
  };
}

/** One challenge, from the question to the answer. */
class Check {
  /** What goes with the form; empty when it failed. */
  answer: string | undefined;
  readonly done: Promise<void>;
  /** After this it is too old. */
  until = Infinity;
  private worker: Worker | undefined;
  private readonly line: HTMLElement | null;
  private readonly bar: HTMLProgressElement | null;

  constructor(form: HTMLFormElement) {
    this.line = form.querySelector<HTMLElement>("[data-proof-line]");
    this.bar = this.line?.querySelector("progress") ?? null;
    this.done = this.run(form.dataset.proof ?? "").catch(() => this.failed());
  }

  stop(): void {
    this.worker?.terminate();
  }

  forget(): void {
    this.until = 0;
  }

  /** Somebody pressed the button and waits. */
  wanted(): void {
    this.say(this.line?.dataset.checking);
    if (this.bar) this.bar.hidden = false;
  }

  private async run(from: string): Promise<void> {
    const began = performance.now();
    const answer = await fetch(from, { headers: { accept: "application/json" } });
    if (!answer.ok) return this.failed();
    const { challenge, lasting, ...asked } = (await answer.json()) as Challenge;
    // A minute less, so that it is not too old on its way.
    this.until = began + lasting - 60_000;
    this.wanted();
    const number = await this.solved(asked);
    if (number < 0) return this.failed();
    this.answer = `${challenge}~${number}`;
    this.say(this.line?.dataset.done);
    if (this.bar) this.bar.hidden = true;
    const told = document.querySelector<HTMLElement>("[data-proof-told]");
    if (told) told.textContent = told.dataset.proofAgain ?? "";
  }

  private solved(asked: Asked): Promise<number> {
    return new Promise((found, failed) => {
      const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
      this.worker = worker;
      worker.onerror = failed;
      worker.onmessage = ({ data }: MessageEvent<Said>) => {
        if (this.bar) this.bar.value = 100 * data.part;
        if (data.number === undefined) return;
        worker.terminate();
        found(data.number);
      };
      worker.postMessage(asked);
    });
  }

  private failed(): void {
    this.answer = "";
    // Tried again when the form is touched after a while.
    this.until = performance.now() + 5_000;
    if (this.bar) this.bar.hidden = true;
  }

  private say(text: string | undefined): void {
    const place = this.line?.querySelector("p");
    if (place && text && place.textContent !== text) place.textContent = text;
  }
}
