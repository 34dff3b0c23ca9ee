const seen = new WeakSet<Element>();

/** A form that comes back is shown where its first fault is, with the cursor there: once, for each page that comes. */
export function firstFault(): void {
  const fault = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  if (!fault || seen.has(fault)) return;
  seen.add(fault);
  fault.focus({ preventScroll: true });
  fault.scrollIntoView({ block: "center" });
}
