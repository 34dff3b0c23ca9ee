import type { Box } from "./box";
import { matching } from "../emoji/data";
import type { Choice, Source } from "./completion";

interface Person {
  handle: string;
  name: string;
  headline: string;
}

// Not inside of a word or an address.
const BEFORE = "(?<![\\p{L}\\p{N}_/@:`.-])";

/** `@iv`: people of the community. */
export function mentions(box: Box): Source {
  const known = new Map<string, Promise<Choice[]>>();
  return {
    typed: new RegExp(`${BEFORE}@([\\p{L}\\p{N}_.-]{0,30})$`, "u"),
    pause: 120,
    find(query) {
      const key = query.toLowerCase();
      const asked = known.get(key) ?? people(box, key);
      known.set(key, asked);
      // An answer that did not come is asked for again.
      asked.catch(() => known.delete(key));
      return asked;
    },
  };
}

async function people(box: Box, query: string): Promise<Choice[]> {
  const answer = await fetch(`${box.address("mentions")}?${new URLSearchParams({ q: query })}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const { people } = (await answer.json()) as { people: Person[] };
  return people.map(({ handle, name, headline }) => ({
    show: [line("completion-name", name), line("completion-more", [`@${handle}`, headline].filter(Boolean).join(" · "))],
    text: `@${handle} `,
  }));
}

/** `:smi`: emoji by name. */
export function emoji(box: Box): Source {
  return {
    typed: new RegExp(`${BEFORE}:([\\p{L}]{2,20})$`, "u"),
    pause: 60,
    async find(query) {
      const found = matching(await box.tools.emoji(), query).slice(0, 8);
      return found.map(({ sign, name }) => ({ show: [line("completion-sign", sign), line("completion-name", name)], text: `${sign} ` }));
    },
  };
}

function line(name: string, text: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}
