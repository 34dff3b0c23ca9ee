import type { Box } from "./box";
import type { Draft } from "./draft";
import type { Uploads } from "./uploads";

interface Answer {
  statusCode: number;
  succeeded: boolean;
  contentType: string | null;
  responseHTML: Promise<string | undefined>;
}

// The server answers these with a page that holds the text: signed out, changed meanwhile, something to correct.
const WITH_TEXT = [401, 409, 422];

/** What happens around sending the form: once, and not at the price of the text. */
export class Sending {
  /** An answer came whose page takes over: nothing here needs to be held fast. */
  answered = false;
  /** The last answer was no. */
  refused = false;
  private busy = false;

  constructor(
    private readonly box: Box,
    private readonly draft: Draft,
    private readonly uploads: Uploads,
    signal: AbortSignal,
  ) {
    const on = (name: string, work: (event: Event) => void): void =>
      document.addEventListener(name, (event) => {
        if (event.target === this.box.form) work(event);
      }, { signal, capture: true });
    on("submit", (event) => this.submit(event as SubmitEvent));
    on("turbo:before-fetch-request", (event) => this.request(event as CustomEvent<{ resume: () => void }>));
    on("turbo:before-fetch-response", (event) => this.response(event as CustomEvent<{ fetchResponse: Answer }>));
    on("turbo:fetch-request-error", (event) => {
      event.preventDefault();
      this.box.notice("sending", this.box.say("not-sent-offline"));
    });
    on("turbo:submit-end", (event) => this.end(event as CustomEvent<{ success?: boolean; fetchResponse?: Answer }>));
  }

  /** Sends the form by its button. */
  send(): void {
    const { form } = this.box;
    const buttons = [...(form?.elements ?? [])].filter((each): each is HTMLButtonElement => each instanceof HTMLButtonElement);
    const button = buttons.find((each) => each.type === "submit" && !each.disabled && !each.name && !each.hasAttribute("formaction"));
    form?.requestSubmit(button ?? null);
  }

  private submit(event: SubmitEvent): void {
    const waits = this.uploads.pending;
    if (waits) this.box.notice("sending", this.box.say("files-first"));
    if (!waits && !this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private request(event: CustomEvent<{ resume: () => void }>): void {
    this.busy = true;
    this.box.notice("sending", "");
    // A draft that is saved after the post would come back as one.
    event.preventDefault();
    this.draft.quiet().finally(() => event.detail.resume());
  }

  private response(event: CustomEvent<{ fetchResponse: Answer }>): void {
    const { fetchResponse } = event.detail;
    const { statusCode } = fetchResponse;
    if (statusCode < 400 || WITH_TEXT.includes(statusCode)) {
      this.answered = true;
      return;
    }
    event.preventDefault();
    this.box.notice("sending", this.box.say("not-sent"));
    fetchResponse.responseHTML.then((html) => this.tell(html ?? "")).catch(() => undefined);
  }

  /** What the server's page says went wrong, in this page. */
  private tell(html: string): void {
    const page = new DOMParser().parseFromString(html, "text/html");
    const words = page.querySelector("main h1")?.textContent?.trim();
    if (words) this.box.notice("sending", `${words}. ${this.box.say("not-sent")}`);
  }

  private end(event: CustomEvent<{ success?: boolean; fetchResponse?: Answer }>): void {
    this.busy = false;
    const { success, fetchResponse } = event.detail;
    this.refused = !success;
    if (!success) return this.draft.changed();
    this.draft.done();
    // No page comes after a stream; one that is only refreshed may leave the field as it is.
    if (fetchResponse?.contentType?.includes("turbo-stream")) this.empty("");
    else document.addEventListener("turbo:render", () => this.empty(this.box.area.defaultValue), { once: true });
  }

  private empty(text: string): void {
    const { area } = this.box;
    if (!area.isConnected) return;
    area.value = area.defaultValue = text;
    this.answered = false;
    this.draft.settled();
  }
}
