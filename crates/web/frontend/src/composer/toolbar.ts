/** One stop for Tab, arrows inside (WAI-ARIA's pattern of a toolbar). */
export function toolbar(bar: HTMLElement, signal: AbortSignal): void {
  const tools = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>("button")];
  const stop = (chosen: HTMLElement | undefined): void => {
    for (const tool of tools()) tool.tabIndex = tool === chosen ? 0 : -1;
  };
  stop(tools()[0]);
  bar.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLElement) stop(event.target);
  }, { signal });
  bar.addEventListener("keydown", (event) => {
    const all = tools();
    const at = all.findIndex((tool) => tool === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  }, { signal });
}
