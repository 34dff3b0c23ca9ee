/** Calls `work` now and whenever Turbo has put new HTML into the page: a visit, a frame, a stream, a morph. */
export function eachRender(work: () => void): void {
  works.push(work);
  rendered();
}

const works: (() => void)[] = [];
let waiting = false;

/** New HTML is in the page. */
export function rendered(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    for (const work of works) work();
  });
}

for (const event of ["turbo:load", "turbo:render", "turbo:frame-render", "turbo:before-stream-render"]) {
  document.addEventListener(event, rendered);
}

/** The page's language, as its own texts are written. */
export function language(): string {
  return document.documentElement.lang || "en";
}

/** An icon of the sprite, asked for under the same address as those in the page. */
export function icon(name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const known = document.querySelector('use[href^="/assets/icons.svg"]')?.getAttribute("href") ?? "/assets/icons.svg#";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "ic");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${known.slice(0, known.indexOf("#"))}#${name}`);
  svg.append(use);
  return svg;
}
