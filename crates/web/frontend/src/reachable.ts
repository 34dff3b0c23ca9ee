/** Blocks that scroll sideways can be reached and moved with the keyboard. */
export function reachable(): void {
  for (const block of document.querySelectorAll<HTMLElement>(".post-body :is(pre, table, .math-display)")) {
    const scrolls = block.scrollWidth > block.clientWidth;
    if (scrolls && !block.hasAttribute("tabindex")) block.tabIndex = 0;
  }
}

let later = 0;
addEventListener("resize", () => {
  clearTimeout(later);
  later = window.setTimeout(reachable, 200);
});
