import { visit } from "@hotwired/turbo";

/** A page that shows how far some work is (`data-again`) is looked at again, as long as it says so and is looked at. */
export function again(): void {
  if (timer !== undefined || !document.querySelector("[data-again]")) return;
  const from = location.href;
  timer = window.setTimeout(() => {
    timer = undefined;
    if (location.href !== from || !document.querySelector("[data-again]")) return;
    if (document.hidden) again();
    else visit(from, { action: "replace" });
  }, 2000);
}

let timer: number | undefined;
