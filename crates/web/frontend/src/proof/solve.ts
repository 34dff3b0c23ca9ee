/** Finds the number that a challenge hides (`crates/people/src/accounts/proofs/challenge.rs`): SHA-256 of `{salt}~{number}`.

    SHA-256 as FIPS 180-4 has it, for texts of one block, by an own loop: `crypto.subtle` answers by a promise for every hash,
    which takes many times as long, and is not there at all on plain http addresses of a local network. */

const K = constants(64, 1 / 3);
const START = constants(8, 1 / 2);
const words = new Int32Array(64);
const state = new Int32Array(8);

/** The first 32 bits behind the point of the roots of the first primes. */
function constants(count: number, power: number): Int32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
    if (prime) found.push(((n ** power % 1) * 2 ** 32) | 0);
  }
  return Int32Array.from(found);
}

/** Puts a text of at most 55 ASCII characters into the block. */
function fill(text: string): void {
  words.fill(0, 0, 16);
  for (let at = 0; at < text.length; at++) words[at >> 2]! |= text.charCodeAt(at) << (24 - 8 * (at & 3));
  words[text.length >> 2]! |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
}

function compress(): void {
  for (let at = 16; at < 64; at++) {
    const x = words[at - 15]!;
    const y = words[at - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[at] = (words[at - 16]! + s0 + words[at - 7]! + s1) | 0;
  }
  let a = START[0]!, b = START[1]!, c = START[2]!, d = START[3]!, e = START[4]!, f = START[5]!, g = START[6]!, h = START[7]!;
  for (let at = 0; at < 64; at++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[at]! + words[at]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (START[0]! + a) | 0;
  state[1] = (START[1]! + b) | 0;
  state[2] = (START[2]! + c) | 0;
  state[3] = (START[3]! + d) | 0;
  state[4] = (START[4]! + e) | 0;
  state[5] = (START[5]! + f) | 0;
  state[6] = (START[6]! + g) | 0;
  state[7] = (START[7]! + h) | 0;
}

/** The number of `from..=to` whose hash is `target` (64 hexadecimal digits), if it is one of them. */
export function search(salt: string, target: string, from: number, to: number): number | undefined {
  const wanted = Int32Array.from({ length: 8 }, (_, at) => parseInt(target.slice(8 * at, 8 * at + 8), 16) | 0);
  for (let number = from; number <= to; number++) {
    fill(`${salt}~${number}`);
    compress();
    if (state[0] === wanted[0] && state.every((word, at) => word === wanted[at])) return number;
  }
  return undefined;
}
