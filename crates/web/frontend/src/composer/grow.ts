/** As high as its text, up to what the style sheet allows. */
export function grow(area: HTMLTextAreaElement, signal: AbortSignal): void {
  // Its height in rows is the least.
  area.style.minHeight = `${area.offsetHeight}px`;
  if (CSS.supports("field-sizing", "content")) {
    area.classList.add("growing");
    return;
  }
  const fit = (): void => {
    const box = area.parentElement;
    // The page is kept from shrinking for the moment of measuring.
    if (box) box.style.minHeight = `${box.offsetHeight}px`;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
    if (box) box.style.minHeight = "";
  };
  fit();
  area.addEventListener("input", fit, { signal });
}
