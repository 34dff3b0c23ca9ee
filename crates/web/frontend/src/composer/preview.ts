import type { Box } from "./box";

/** Write or look: the text as the server renders it. */
export class Preview {
  constructor(private readonly box: Box) {}

  get isOpen(): boolean {
    return this.box.root.hasAttribute("data-preview");
  }

  async toggle(text: string): Promise<void> {
    if (this.isOpen) return this.close();
    const { area, root, tools } = this.box;
    const shown = this.box.part("preview");
    // As high as the field, so that nothing jumps.
    shown.style.minHeight = `${area.offsetHeight}px`;
    shown.replaceChildren();
    root.setAttribute("data-preview", "");
    this.reflect(true);
    if (text.trim() === "") return this.words("preview-empty");
    try {
      const answer = await fetch(this.box.address("preview"), { method: "POST", body: new URLSearchParams({ source: text }), headers: { accept: "text/html" } });
      if (!answer.ok) return this.words("preview-failed");
      // From the same renderer as every post, and as clean.
      shown.innerHTML = await answer.text();
      tools.rendered();
    } catch {
      this.words("preview-failed");
    }
  }

  close(): void {
    this.box.root.removeAttribute("data-preview");
    this.reflect(false);
    this.box.area.focus();
  }

  private words(key: string): void {
    const said = document.createElement("p");
    said.className = "text-muted";
    said.textContent = this.box.say(key);
    this.box.part("preview").replaceChildren(said);
  }

  private reflect(open: boolean): void {
    this.box.area.hidden = open;
    this.box.part("preview").hidden = !open;
    for (const tool of this.box.root.querySelectorAll<HTMLButtonElement>(".composer-tools [data-do]")) {
      if (tool.dataset["do"] === "preview") tool.setAttribute("aria-pressed", String(open));
      else tool.setAttribute("aria-disabled", String(open));
    }
  }
}
