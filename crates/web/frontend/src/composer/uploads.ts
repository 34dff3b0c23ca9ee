import type { Box } from "./box";

interface Upload {
  file: File;
  /** What stands in the text for it while it is on its way. */
  stand: string;
  row: HTMLElement;
  request: XMLHttpRequest | undefined;
}

const AT_ONCE = 2;
let counter = 0;

/** Files on their way to the server, each with its bar, and a sign in the text that its Markdown will replace. */
export class Uploads {
  private readonly open: Upload[] = [];

  constructor(
    private readonly box: Box,
    private readonly finished: () => void,
  ) {}

  get pending(): boolean {
    return this.open.length > 0;
  }

  /** The text as it would be without them. */
  without(text: string): string {
    return this.open.reduce((rest, { stand }) => rest.replace(stand, ""), text);
  }

  add(files: Iterable<File>): void {
    const { field } = this.box;
    const added = [...files].map((file) => this.opened(file));
    if (added.length === 0) return;
    const before = field.text.slice(0, field.from);
    const lead = before === "" || /\s$/.test(before) ? "" : "\n";
    const trail = /^(\s|$)/.test(field.text.slice(field.to)) ? "" : "\n";
    field.replace(field.from, field.to, `${lead}${added.map(({ stand }) => stand).join("\n")}${trail}`);
    this.next();
  }

  stop(): void {
    for (const { request } of this.open.splice(0)) request?.abort();
  }

  private opened(file: File): Upload {
    const row = this.box.copy("file");
    const name = file.name.replace(/[[\]\\\n]/g, " ");
    // The number keeps two of one name apart.
    const upload: Upload = { file, stand: `![… ${name} ${++counter}]()`, row, request: undefined };
    const [bar, button] = [row.querySelector("progress"), row.querySelector("button")];
    row.querySelector(".file-name")?.replaceChildren(file.name);
    bar?.setAttribute("aria-label", file.name);
    button?.setAttribute("aria-label", `${button.title}: ${file.name}`);
    button?.addEventListener("click", () => {
      this.closed(upload, "");
      row.remove();
      this.box.area.focus();
    });
    this.box.part("files").append(row);
    this.open.push(upload);
    return upload;
  }

  private next(): void {
    const running = this.open.filter(({ request }) => request).length;
    for (const upload of this.open.filter(({ request }) => !request).slice(0, Math.max(0, AT_ONCE - running))) this.begin(upload);
  }

  private begin(upload: Upload): void {
    const { file, row } = upload;
    const request = new XMLHttpRequest();
    upload.request = request;
    request.open("POST", `${this.box.address("files")}?${new URLSearchParams({ name: file.name })}`);
    request.responseType = "json";
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      const bar = row.querySelector("progress");
      // The rest is for the server, which looks at it.
      if (bar && lengthComputable) bar.value = (loaded / total) * 0.9;
    });
    request.addEventListener("load", () => {
      const answer = request.response as { markdown?: string; title?: string } | null;
      if (request.status === 200 && answer?.markdown) {
        this.closed(upload, answer.markdown);
        row.remove();
      } else this.refused(upload, answer?.title || this.box.say("upload-failed"));
    });
    request.addEventListener("error", () => this.refused(upload, this.box.say("upload-offline")));
    request.addEventListener("timeout", () => this.refused(upload, this.box.say("upload-offline")));
    request.send(file);
  }

  /** The error stands beside the text, not in it. */
  private refused(upload: Upload, words: string): void {
    const said = document.createElement("span");
    said.className = "file-error";
    said.setAttribute("role", "alert");
    said.textContent = words;
    upload.row.querySelector("progress")?.replaceWith(said);
    this.closed(upload, "");
  }

  private closed(upload: Upload, markdown: string): void {
    const at = this.open.indexOf(upload);
    if (at < 0) return;
    this.open.splice(at, 1);
    upload.request?.abort();
    const { field } = this.box;
    const from = field.text.indexOf(upload.stand);
    let to = from + upload.stand.length;
    // With the sign goes the line that was made for it.
    if (markdown === "" && from > 0 && field.text[from - 1] === "\n" && field.text[to] === "\n") to += 1;
    // Whoever deleted the sign does not want the file in the text.
    if (from >= 0) field.swap(from, to, markdown);
    this.next();
    this.finished();
  }
}
