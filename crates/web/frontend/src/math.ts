interface Node {
  attributes?: Record<string, string>;
  style?: Record<string, string>;
  children?: Node[];
}

/** TeX becomes MathML. The library comes only to pages that have mathematics; what it cannot read stays TeX. */
export async function mathematics(): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>(":is(.math-inline, .math-display):not([data-math])")];
  if (found.length === 0) return;
  for (const element of found) element.dataset["math"] = "";
  try {
    const { default: temml } = await import("temml");
    for (const element of found) show(element, temml.__renderToMathMLTree);
  } catch {
    for (const element of found) delete element.dataset["math"];
  }
}

function show(element: HTMLElement, parse: (tex: string, options: object) => Node & { toNode(): globalThis.Node }): void {
  const tex = element.textContent ?? "";
  try {
    const tree = parse(tex, { displayMode: element.classList.contains("math-display"), throwOnError: true, annotate: true, maxSize: [40, 40] });
    styled(tree);
    element.replaceChildren(tree.toNode());
  } catch {
    element.textContent = tex;
  }
}

/** `style` attributes are refused by the page's policy; the same properties set one by one are not. */
function styled(node: Node): void {
  const style = node.attributes?.["style"];
  if (style !== undefined) {
    delete node.attributes?.["style"];
    for (const [name, value] of style.split(";").map((rule) => rule.split(":"))) {
      if (name && value && node.style) node.style[name.trim().replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] = value.trim();
    }
  }
  for (const child of node.children ?? []) styled(child);
}
