/** Tries the numbers of a challenge in a thread of its own, and tells how far it is. */
import { search } from "./solve";

/** Numbers between two words. */
const STEP = 1 << 15;

export interface Asked {
  salt: string;
  target: string;
  most: number;
}

/** How far it is, 0 to 1, and the number once it is found; -1 when there is none. */
export interface Said {
  part: number;
  number?: number;
}

addEventListener("message", (event: MessageEvent<Asked>) => {
  const { salt, target, most } = event.data;
  const say = (said: Said) => postMessage(said);
  for (let from = 0; from <= most; from += STEP) {
    const number = search(salt, target, from, Math.min(from + STEP - 1, most));
    if (number !== undefined) return say({ part: 1, number });
    say({ part: Math.min(1, (from + STEP) / (most + 1)) });
  }
  say({ part: 1, number: -1 });
});
