import type { Part, Tools } from "../lazy";
import { Box } from "./box";
import { Completion } from "./completion";
import { Draft } from "./draft";
import { grow } from "./grow";
import { continued, linked, marks } from "./marks";
import { Preview } from "./preview";
import { Sending } from "./sending";
import { emoji, mentions } from "./sources";
import { toolbar } from "./toolbar";
import { Uploads } from "./uploads";

const KEYS: Record<string, string> = { b: "bold", i: "italic", k: "link", e: "code" };

// Apple's Ctrl B, E and K move the caret.
const APPLE = /^(Mac|iP)/.test(navigator.platform);

export const start: Part = (element, tools) => {
  const composer = new Composer(element, tools);
  return () => composer.stop();
};

/** The field in which people write: tools, keys, completion, files, draft. The server made its HTML (`templates/composer.html`). */
class Composer {
  private readonly ended = new AbortController();
  private readonly box: Box;
  private readonly preview: Preview;
  private readonly uploads: Uploads;
  private readonly draft: Draft;
  private readonly completion: Completion;
  private readonly sending: Sending;

  constructor(root: HTMLElement, tools: Tools) {
    const { signal } = this.ended;
    this.box = new Box(root, tools);
    this.preview = new Preview(this.box);
    this.uploads = new Uploads(this.box, () => this.draft.changed());
    this.draft = new Draft(this.box, () => this.uploads.without(this.box.field.text));
    this.completion = new Completion(this.box, [mentions(this.box), emoji(this.box)], signal);
    this.sending = new Sending(this.box, this.draft, this.uploads, signal);
    toolbar(this.box.part("tools"), signal);
    this.ready();
    this.draft.offer();

    root.addEventListener("click", (event) => this.click(event), { signal });
    root.addEventListener("keydown", (event) => this.key(event), { signal });
    this.box.form?.addEventListener("input", () => this.draft.changed(), { signal });
    this.box.form?.addEventListener("change", () => this.draft.changed(), { signal });
    this.box.area.addEventListener("paste", (event) => this.paste(event), { signal });
    this.box.area.addEventListener("composer:insert", (event) => this.insert(event as CustomEvent<string>), { signal });
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) root.addEventListener(name, (event) => this.drag(event as DragEvent), { signal });
    document.addEventListener("turbo:before-morph-element", (event) => this.morph(event as CustomEvent<{ newElement?: Element }>), { signal });
    root.addEventListener("turbo:morph-element", (event) => {
      if (event.target === root) this.morphed();
    }, { signal });
    this.leaving(signal);
  }

  stop(): void {
    this.draft.stop();
    this.uploads.stop();
    this.ended.abort();
  }

  /** What is only for pages without scripts is not offered, nor is it what Enter in another field presses. */
  private ready(): void {
    const plain = this.box.part("plain");
    plain.hidden = true;
    this.box.area.setAttribute("aria-autocomplete", "list");
    grow(this.box.area, this.ended.signal);
    for (const control of plain.querySelectorAll<HTMLInputElement | HTMLButtonElement>("input, button")) control.disabled = true;
  }

  private click(event: MouseEvent): void {
    const tool = event.target instanceof Element ? event.target.closest<HTMLElement>(".composer-tools [data-do]") : null;
    if (!tool || tool.getAttribute("aria-disabled") === "true") return;
    this.completion.close();
    void this.act(tool.dataset["do"] ?? "", tool);
  }

  private async act(name: string, tool: HTMLElement): Promise<void> {
    const { field } = this.box;
    const mark = marks[name];
    if (mark) mark(field);
    else if (name === "preview") await this.preview.toggle(this.uploads.without(field.text));
    else if (name === "file") this.choose();
    else if (name === "mention") this.mention();
    else if (name === "emoji") {
      const { pickEmoji } = await this.box.tools.picker();
      const sign = await pickEmoji(tool, this.box.tools);
      if (sign) field.replace(field.from, field.to, sign);
      else this.box.area.focus();
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const chord = (APPLE ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
    const mark = marks[KEYS[event.key.toLowerCase()] ?? ""];
    const inText = event.target === this.box.area;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") this.sending.send();
    else if (inText && this.completion.key(event)) void 0;
    else if (inText && chord && mark) mark(this.box.field);
    else if (event.key === "Escape" && this.preview.isOpen) this.preview.close();
    else if (event.key === "Escape" && inText) this.box.area.blur();
    else if (!(inText && event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && continued(this.box.field))) return;
    event.preventDefault();
  }

  private mention(): void {
    const { field } = this.box;
    const joined = /[\p{L}\p{N}]$/u.test(field.text.slice(0, field.from));
    field.replace(field.from, field.to, joined ? " @" : "@");
    this.completion.look();
  }

  private choose(): void {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.addEventListener("change", () => this.uploads.add(input.files ?? []));
    input.click();
  }

  private paste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    const text = data?.getData("text/plain") ?? "";
    // From a table program comes a picture of the text, too; the text is meant.
    if (data && data.files.length > 0 && text === "") this.uploads.add(data.files);
    else if (!linked(this.box.field, text)) return;
    event.preventDefault();
  }

  private drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files") || this.preview.isOpen) return;
    const leaves = event.type === "dragleave" && !(event.relatedTarget instanceof Node && this.box.root.contains(event.relatedTarget));
    if (event.type === "dragleave" && !leaves) return;
    event.preventDefault();
    this.box.root.toggleAttribute("data-drop", event.type === "dragenter" || event.type === "dragover");
    if (event.type === "drop") this.uploads.add(event.dataTransfer.files);
  }

  /** A quote from elsewhere in the page. */
  private insert(event: CustomEvent<string>): void {
    if (this.preview.isOpen) this.preview.close();
    this.box.field.block(event.detail);
    this.box.root.scrollIntoView({ block: "nearest" });
  }

  /** A refresh does not take away what somebody is writing, nor the form or frame that it stands in. */
  private morph(event: CustomEvent<{ newElement?: Element }>): void {
    const { root, area } = this.box;
    const target = event.target as Element;
    if (!target.contains(root) || this.sending.answered) return;
    if (area.value.trim() === "" && !root.contains(document.activeElement) && !this.uploads.pending) return;
    const whole = target === root || target.matches("form, turbo-frame");
    if (whole || !event.detail.newElement) event.preventDefault();
  }

  /** The server's HTML took over: what scripts had set on it is set again. */
  private morphed(): void {
    this.sending.answered = false;
    this.ready();
    if (this.sending.refused) this.draft.unsure();
    else this.draft.settled();
  }

  private leaving(signal: AbortSignal): void {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.draft.save(true);
    }, { signal });
    addEventListener("pagehide", () => this.draft.save(true), { signal });
    addEventListener("online", () => this.draft.save(), { signal });
    addEventListener("beforeunload", (event) => {
      if (this.draft.wouldBeLost && !this.sending.answered) event.preventDefault();
    }, { signal });
    document.addEventListener("turbo:before-visit", (event) => {
      if (this.draft.wouldBeLost && !this.sending.answered && !confirm(this.box.say("leave"))) event.preventDefault();
    }, { signal });
    document.addEventListener("turbo:before-cache", () => {
      this.completion.close();
      if (this.preview.isOpen) this.preview.close();
    }, { signal });
  }
}
