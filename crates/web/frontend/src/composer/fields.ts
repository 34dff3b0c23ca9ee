/** What a form holds beside the text: one value, or several of one name. */
export type Fields = Record<string, string | string[]>;

/** What somebody wrote: the text and the form's other fields. */
export interface Written {
  source: string;
  fields: Fields;
}

/** The form's named fields that people fill in. Nothing, when there is neither text nor a typed word: a choice alone is no draft. */
export function fieldsOf(form: HTMLFormElement | null, source: string): Fields {
  const fields: Fields = {};
  let typed = source.trim() !== "";
  for (const control of controls(form)) {
    if (isChoice(control) && !control.checked) continue;
    const value = control.value;
    if (value === "") continue;
    if (isText(control)) typed = true;
    const known = fields[control.name];
    fields[control.name] = known === undefined ? value : [known, value].flat();
  }
  return typed ? fields : {};
}

/** The same for the same content, whatever the order of the fields. */
export function fingerprint({ source, fields }: Written): string {
  return JSON.stringify([source, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Puts kept values back into the form. */
export function fill(form: HTMLFormElement | null, fields: Fields): void {
  const left = new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()]));
  for (const control of controls(form)) {
    const values = left.get(control.name) ?? [];
    if (isChoice(control)) control.checked = values.includes(control.value);
    else control.value = values.shift() ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const NOT_FILLED_IN = ["hidden", "file", "submit", "button", "reset", "image", "password"];

function controls(form: HTMLFormElement | null): Control[] {
  return [...(form?.elements ?? [])].filter(
    (control): control is Control =>
      (control instanceof HTMLInputElement || control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement) &&
      control.name !== "" && control.name !== "source" && !control.disabled && (!NOT_FILLED_IN.includes(control.type) || control.hasAttribute("data-kept")),
  );
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

/** A tag that was proposed was not typed. */
function isText(control: Control): boolean {
  return !isChoice(control) && control.type !== "hidden" && !(control instanceof HTMLSelectElement) && !control.hasAttribute("data-proposed");
}
