import type { Written } from "./fields";

/** Copies in this browser, of what the server does not have yet. One per person and place; another that was found stays beside it
    until somebody decides. */
export class Device {
  constructor(private readonly key: string) {}

  /** Answers whether it is kept now. */
  keep(written: Written): boolean {
    return this.key !== "" && write(this.key, written);
  }

  forget(): void {
    if (this.key) drop(this.key);
  }

  /** What an earlier page left, put aside so that what is typed now does not replace it. */
  found(): Written | undefined {
    if (!this.key) return undefined;
    const left = read(this.key);
    const aside = read(this.aside);
    if (!left) return aside;
    const both = aside && !left.source.includes(aside.source) ? { ...left, source: `${aside.source}\n\n${left.source}` } : left;
    if (write(this.aside, both)) drop(this.key);
    return both;
  }

  decided(): void {
    if (this.key) drop(this.aside);
  }

  private get aside(): string {
    return `${this.key}#found`;
  }
}

function read(key: string): Written | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Written | null;
    return typeof kept?.source === "string" ? { source: kept.source, fields: kept.fields ?? {} } : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, written: Written): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(written));
    return true;
  } catch {
    return false;
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
