import { language } from "./page";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The exact time in the reader's own zone, on hover. A date without a time has no zone and stays as it is. */
export function titleTimes(): void {
  const exact = new Intl.DateTimeFormat(language(), { dateStyle: "full", timeStyle: "short" });
  for (const { element, at } of times("time[datetime]")) element.title = exact.format(at);
}

/** Phrases like "3 h ago" stay true while the page is open, where the element asks for it. */
export function refreshTimes(): void {
  const words = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "short" });
  const now = Date.now();
  for (const { element, at } of times("time[datetime][data-relative]")) {
    const phrase = relative(words, at.getTime() - now);
    if (phrase !== undefined && element.textContent !== phrase) element.textContent = phrase;
  }
}

/** Nothing for what is younger than a minute or older than a week: the server's words are right for those. */
function relative(words: Intl.RelativeTimeFormat, difference: number): string | undefined {
  const size = Math.abs(difference);
  if (size < MINUTE || size >= 7 * DAY) return undefined;
  if (size < HOUR) return words.format(Math.trunc(difference / MINUTE), "minute");
  if (size < DAY) return words.format(Math.trunc(difference / HOUR), "hour");
  return words.format(Math.trunc(difference / DAY), "day");
}

function* times(selector: string): Generator<{ element: HTMLTimeElement; at: Date }> {
  for (const element of document.querySelectorAll<HTMLTimeElement>(selector)) {
    const at = new Date(element.dateTime);
    if (element.dateTime.includes("T") && !Number.isNaN(at.getTime())) yield { element, at };
  }
}
