import { icon } from "./page";

/** A copy button on every block of code, when the page says what it is called (`data-copy-label` on <html> or <body>). */
export function copyButtons(): void {
  const label = document.body.dataset.copyLabel ?? document.documentElement.dataset.copyLabel;
  if (!label || !navigator.clipboard) return;
  for (const pre of document.querySelectorAll<HTMLElement>(".post-body pre")) {
    const box = pre.parentElement?.classList.contains("code-box") ? pre.parentElement : wrapped(pre);
    // A page from Turbo's cache has the box and a button that nobody listens to.
    box.querySelector(":scope > .copy")?.remove();
    box.append(button(pre, label));
  }
}

function wrapped(pre: HTMLElement): HTMLElement {
  const box = document.createElement("div");
  box.className = "code-box";
  pre.replaceWith(box);
  box.append(pre);
  return box;
}

function button(pre: HTMLElement, label: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.append(icon("copy"));
  made.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText((pre.textContent ?? "").replace(/\n$/, ""));
    } catch {
      return;
    }
    made.dataset["done"] = "";
    made.replaceChildren(icon("check"));
    setTimeout(() => {
      delete made.dataset["done"];
      made.replaceChildren(icon("copy"));
    }, 1500);
  });
  return made;
}
