import { IDENTIFIER, PUNCTUATION, VALUE, VALUE_CHECK, VALUE_HASH, WORD } from "../tokens/token_list.ts";
import { isCue } from "./evidence.ts";
import { mix, type Pattern, wildcardMix } from "./pattern.ts";

/** Longest value of several words. */
const LONGEST = 12;
/** In longer messages none is looked for. */
const MOST_TOKENS = 64;

/** Positions `[start, end)` of a pattern where a value of several words may stand. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** Where values of several words may stand: from a punctuation or a word such as "for" to the next punctuation or the end. */
export function gapsOf({ kinds, texts }: Pattern): Gap[] {
  const gaps: Gap[] = [];
  let end = kinds.length;
  if (end > MOST_TOKENS) return gaps;
  for (let start = kinds.length - 1; start > 0; start--) {
    if (kinds[start] === PUNCTUATION) end = start;
    else if (end - start <= LONGEST && (kinds[start - 1] === PUNCTUATION || isCue(texts[start - 1]))) {
      gaps.push({ start, end });
    }
  }
  return gaps;
}

/** Keys of a pattern's gaps: what patterns have in common that differ in a gap and in their values alone. */
export class GapKeys {
  /** Sums of the tokens before each position, and of those from it on, which count from the end. */
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  readonly #words: Int32Array;

  constructor({ kinds, hashes, checks, wildcards }: Pattern) {
    const count = kinds.length;
    this.#before = new Int32Array(2 * (count + 1));
    this.#after = new Int32Array(2 * (count + 1));
    this.#words = new Int32Array(count + 1);
    const isOpen = (i: number) => kinds[i] >= IDENTIFIER || wildcards.includes(i);
    const sum = (sums: Int32Array, { to, from, token, place }: Step) => {
      sums[2 * to] = sums[2 * from] + (isOpen(token) ? wildcardMix(place) : mix(hashes[token], place));
      sums[2 * to + 1] = sums[2 * from + 1] + (isOpen(token) ? 1 : mix(checks[token], place));
    };
    for (let i = 0; i < count; i++) {
      sum(this.#before, { to: i + 1, from: i, token: i, place: i });
      this.#words[i + 1] = this.#words[i] + (kinds[i] === WORD && !wildcards.includes(i) ? 1 : 0);
    }
    for (let i = count - 1; i >= 0; i--) sum(this.#after, { to: i, from: i + 1, token: i, place: i - count });
  }

  /** Key of a gap, exact in 53 bits. */
  of({ start, end }: Gap): number {
    const sum = (this.#before[2 * start] + this.#after[2 * end]) | 0;
    const check = (this.#before[2 * start + 1] + this.#after[2 * end + 1] + start) | 0;
    return (sum >>> 0) * 0x200000 + (check & 0x1fffff);
  }

  /** Words of the pattern outside of a gap. */
  wordsOutside({ start, end }: Gap): number {
    return this.#words[start] + this.#words[this.#words.length - 1] - this.#words[end];
  }
}

/** Where a sum goes, what it goes on from, and the token that is added. */
interface Step {
  readonly to: number;
  readonly from: number;
  readonly token: number;
  readonly place: number;
}

/** A pattern with a wildcard in place of a gap. */
export function folded(pattern: Pattern, { start, end }: Gap): Pattern {
  const kept = [...pattern.kinds.keys()].filter((i) => i <= start || i >= end);
  const pick = (items: ArrayLike<number>, at: number) => kept.map((i) => i === start ? at : items[i]);
  const made: Pattern = {
    kinds: Uint8Array.from(pick(pattern.kinds, VALUE)),
    hashes: Int32Array.from(pick(pattern.hashes, VALUE_HASH)),
    checks: Int32Array.from(pick(pattern.checks, VALUE_CHECK)),
    spaced: Uint8Array.from(kept, (i) => pattern.spaced[i]),
    texts: kept.map((i) => i === start ? "<*>" : pattern.texts[i]),
    wildcards: [],
    sum: 0,
    check: 0,
  };
  const wildcards = [start, ...pattern.wildcards.filter((i) => i < start || i >= end)];
  made.wildcards = wildcards.map((i) => kept.indexOf(i)).sort((a, b) => a - b);
  made.kinds.forEach((_, i) => {
    const isOpen = made.wildcards.includes(i);
    made.sum = (made.sum + (isOpen ? wildcardMix(i) : mix(made.hashes[i], i))) | 0;
    made.check = (made.check + (isOpen ? wildcardMix(i) : mix(made.checks[i], i))) | 0;
  });
  return made;
}

/** The text that a pattern has in a gap. */
export function phraseOf({ texts }: Pattern, { start, end }: Gap): string {
  return texts.slice(start, end).join(" ");
}

/** The identifier before a gap that only a punctuation parts from it, as in `nginx.service - A web server`: what follows may say its name. */
export function nameOf({ kinds, texts }: Pattern, { start }: Gap): string {
  const kind = kinds[start - 2];
  return kinds[start - 1] === PUNCTUATION && kind >= IDENTIFIER && kind < VALUE ? texts[start - 2] : "";
}

/** Whether a gap holds several words, or one that follows an identifier: others are told apart word by word. */
export function isPhrase(pattern: Pattern, gap: Gap): boolean {
  return gap.end - gap.start > 1 || nameOf(pattern, gap) !== "";
}
