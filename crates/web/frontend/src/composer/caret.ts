const COPIED = [
  "boxSizing", "width", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth", "borderStyle",
  "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "fontFamily", "fontSize", "fontStyle", "fontWeight",
  "fontVariant", "fontStretch", "lineHeight", "letterSpacing", "wordSpacing", "tabSize", "textIndent", "direction",
] as const;

/** Where the character at `index` stands, in px from the textarea's upper left corner. `height` is that of a line. */
export function caret(area: HTMLTextAreaElement, index: number): { left: number; top: number; height: number } {
  // A textarea does not tell. The same text in an element of the same shape does.
  const mirror = document.createElement("div");
  const shape = getComputedStyle(area);
  for (const name of COPIED) mirror.style[name] = shape[name];
  Object.assign(mirror.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", top: "0", left: "-9999px" });
  mirror.textContent = area.value.slice(0, index);
  const here = document.createElement("span");
  here.textContent = area.value.slice(index).split(/\s/, 1)[0] || ".";
  mirror.append(here);
  document.body.append(mirror);
  const height = Number.parseFloat(shape.lineHeight) || Number.parseFloat(shape.fontSize) * 1.4;
  const place = { left: here.offsetLeft - area.scrollLeft, top: here.offsetTop - area.scrollTop, height };
  mirror.remove();
  return place;
}
