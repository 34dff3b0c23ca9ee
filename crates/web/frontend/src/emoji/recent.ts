const RECENT = "emoji-recent";
const TONE = "emoji-tone";
const MOST = 18;

/** The signs used last on this device, the latest first. */
export function recent(): string[] {
  const kept = get(RECENT).split(" ");
  return kept.filter(Boolean).slice(0, MOST);
}

export function used(sign: string): void {
  set(RECENT, [sign, ...recent().filter((other) => other !== sign)].slice(0, MOST).join(" "));
}

/** 0 is none, 1 to 5 from light to dark. */
export function tone(): number {
  return Number(get(TONE)) || 0;
}

export function setTone(chosen: number): void {
  set(TONE, String(chosen));
}

function get(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function set(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the next picker begins without it.
  }
}
