import type { Part } from "./lazy";

/** A reaction: the link leads to a page of emoji; here the picker opens, and the choice is sent as that page would. */
export const start: Part = (element, tools) => {
  const ended = new AbortController();
  const { signal } = ended;
  const ahead = (): void => {
    tools.picker().catch(() => undefined);
  };
  element.addEventListener("pointerenter", ahead, { signal, once: true });
  element.addEventListener("focus", ahead, { signal, once: true });
  element.addEventListener("click", async (event) => {
    const link = element as HTMLAnchorElement;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !document.querySelector("#emoji-picker")) return;
    event.preventDefault();
    const { pickEmoji } = await tools.picker();
    const emoji = await pickEmoji(element, tools);
    element.focus();
    if (emoji) send(link, emoji);
  }, { signal });
  return () => ended.abort();
};

/** Through Turbo, as a form in the page would go: the page is refreshed where it stands. */
function send(link: HTMLAnchorElement, emoji: string): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = link.href;
  form.hidden = true;
  // Back to this page, which is morphed.
  form.dataset["turboAction"] = "replace";
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "emoji";
  field.value = emoji;
  form.append(field);
  link.after(form);
  form.addEventListener("turbo:submit-end", () => form.remove(), { once: true });
  form.requestSubmit();
}
