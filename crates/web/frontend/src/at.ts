/** Opens a thread where it was asked to open: at `?at=` after a form was sent (Turbo drops the fragment), else at the "New" line. */
export function scrollToPlace(): void {
  if (location.hash || document.documentElement.hasAttribute("data-turbo-preview")) return;
  const at = new URLSearchParams(location.search).get("at");
  const place = document.getElementById(at ? `p${at}` : "first-new");
  if (!place || place === shown) return;
  shown = place;
  place.scrollIntoView({ block: "start" });
}

let shown: HTMLElement | undefined;
