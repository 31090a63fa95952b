import { IDENTIFIER, PUNCTUATION, VALUE, VALUE_CHECK, VALUE_HASH, WORD } from "../tokens/token_list.ts";
import { isCue, isParticiple } from "./cue_words.ts";
import { isVerbal } from "./log_words.ts";
import { isOpen, mix, type Pattern, subsumesPattern, wildcardMix } from "./pattern.ts";

/** Longest value of several words. */
const LONGEST = 12;
/** Stands for a gap among the positions of a pattern. */
const WHOLE = -1;
/** In longer messages none is looked for. */
const MOST_TOKENS = 64;

/** Positions `[start, end)` of a pattern where a value of several words may stand. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/**
 * Where values of several words may stand: from a punctuation, a word such as "for" or a first word that says what is done to the next
 * punctuation or the end.
 */
export function gapsOf(pattern: Pattern): Gap[] {
  const { kinds, texts } = pattern;
  const gaps: Gap[] = [];
  let end = kinds.length;
  if (end > MOST_TOKENS) return gaps;
  for (let start = kinds.length - 1; start > 0; start--) {
    if (kinds[start] === PUNCTUATION) end = start;
    else if (end - start <= LONGEST && (isSetOff(pattern, start) || start === 1 && isDone(texts[0]))) {
      gaps.push({ start, end });
    }
  }
  return gaps;
}

function isDone(text: string): boolean {
  const word = text.toLowerCase();
  return isParticiple(word) || isVerbal(word);
}

/** Whether a punctuation or a word such as "for" stands before a position. */
export function isSetOff({ kinds, texts }: Pattern, start: number): boolean {
  return kinds[start - 1] === PUNCTUATION || isCue(texts[start - 1]);
}

/** A hash of what stands in a gap, values aside. */
export function phraseHash(pattern: Pattern, { start, end }: Gap): number {
  let hash = 0;
  for (let i = start; i < end; i++) {
    hash = (hash + (isOpen(pattern, i) ? wildcardMix(i - start) : mix(pattern.hashes[i], i - start))) | 0;
  }
  return hash;
}

/** The gaps of the pattern that was asked for last, which is asked for when a line is looked for, and again when it was not found. */
export class LastGaps {
  #pattern: Pattern | undefined;
  #wildcards = 0;
  #gaps: readonly Gap[] = [];
  #keys: GapKeys | undefined;

  /** Where values of several words may stand in a pattern. */
  of(pattern: Pattern): readonly Gap[] {
    if (pattern === this.#pattern && pattern.wildcards.length === this.#wildcards) return this.#gaps;
    this.#pattern = pattern;
    this.#wildcards = pattern.wildcards.length;
    this.#keys = undefined;
    return this.#gaps = gapsOf(pattern);
  }

  /** Keys of the gaps of a pattern. */
  keysOf(pattern: Pattern): GapKeys {
    const gaps = this.of(pattern);
    return this.#keys ??= new GapKeys(pattern, gaps);
  }
}

/** Keys of a pattern's gaps: what patterns have in common that differ in a gap and in their values alone. */
export class GapKeys {
  readonly #count: number;
  /** Sums over the first tokens, as far as a gap begins, by their number. */
  readonly #before: Sums;
  /** Sums over the last ones, back to where a gap ends, which count from the end. */
  readonly #after: Sums;

  constructor(pattern: Pattern, gaps: readonly Gap[]) {
    this.#count = pattern.kinds.length;
    let first = this.#count, last = 0;
    for (const { start, end } of gaps) {
      if (start > last) last = start;
      if (end < first) first = end;
    }
    this.#before = sumsOf(pattern, { from: 0, tokens: last, step: 1, origin: 0 });
    this.#after = sumsOf(pattern, {
      from: this.#count - 1,
      tokens: this.#count - first,
      step: -1,
      origin: this.#count,
    });
  }

  /** Key of a gap, exact in 53 bits. */
  of({ start, end }: Gap): number {
    const rest = this.#count - end;
    const sum = (this.#before.hashes[start] + this.#after.hashes[rest]) | 0;
    const check = (this.#before.checks[start] + this.#after.checks[rest] + start) | 0;
    return (sum >>> 0) * 0x200000 + (check & 0x1fffff);
  }
}

/** Words of a pattern outside of a gap. @param enough this many are not counted beyond */
export function wordsOutside({ kinds, wildcards }: Pattern, { start, end }: Gap, enough = Infinity): number {
  let words = 0;
  for (let i = 0; i < kinds.length && words < enough; i = i + 1 === start ? end : i + 1) {
    if (kinds[i] === WORD && !wildcards.includes(i)) words++;
  }
  return words;
}

/** Sums of the hashes and of the checks of no token, of one, of two, … */
interface Sums {
  readonly hashes: readonly number[];
  readonly checks: readonly number[];
}

/** Sums over some tokens of a pattern from one on, forwards or backwards, each mixed with its distance from `origin`. */
function sumsOf(
  pattern: Pattern,
  { from, tokens, step, origin }: {
    readonly from: number;
    readonly tokens: number;
    readonly step: number;
    readonly origin: number;
  },
): Sums {
  const { hashes, checks } = pattern;
  const sums = { hashes: new Array<number>(tokens + 1), checks: new Array<number>(tokens + 1) };
  let sum = sums.hashes[0] = 0, check = sums.checks[0] = 0;
  for (let n = 1, i = from; n <= tokens; n++, i += step) {
    const place = i - origin;
    const isValue = isOpen(pattern, i);
    sum = sums.hashes[n] = (sum + (isValue ? wildcardMix(place) : mix(hashes[i], place))) | 0;
    check = sums.checks[n] = (check + (isValue ? 1 : mix(checks[i], place))) | 0;
  }
  return sums;
}

/** A pattern with a wildcard in place of a gap, which may be empty. */
export function folded(pattern: Pattern, { start, end }: Gap): Pattern {
  const kept = [...pattern.kinds.keys()].filter((i) => i < start || i >= end);
  kept.splice(start, 0, WHOLE);
  const pick = (items: ArrayLike<number>, whole: number) => kept.map((i) => i === WHOLE ? whole : items[i]);
  const made: Pattern = {
    kinds: Uint8Array.from(pick(pattern.kinds, VALUE)),
    hashes: Int32Array.from(pick(pattern.hashes, VALUE_HASH)),
    checks: Int32Array.from(pick(pattern.checks, VALUE_CHECK)),
    spaced: Uint8Array.from(pick(pattern.spaced, pattern.spaced[start] ?? 1)),
    texts: kept.map((i) => i === WHOLE ? "<*>" : pattern.texts[i]),
    wildcards: [],
    sum: 0,
    check: 0,
  };
  made.wildcards = kept.flatMap((i, at) => i === WHOLE || pattern.wildcards.includes(i) ? at : []);
  made.kinds.forEach((_, i) => {
    const isOpen = made.wildcards.includes(i);
    made.sum = (made.sum + (isOpen ? wildcardMix(i) : mix(made.hashes[i], i))) | 0;
    made.check = (made.check + (isOpen ? wildcardMix(i) : mix(made.checks[i], i))) | 0;
  });
  return made;
}

/** Whether all lines of a pattern are lines of a general one too, which has a value of several words in quotes from a position on. */
export function isFoldedInto(general: Pattern, special: Pattern, start: number): boolean {
  const end = special.kinds.length - general.kinds.length + start + 1;
  if (end <= start || !isQuoted(special, { start, end }) || special.kinds.subarray(start, end).includes(PUNCTUATION)) {
    return false;
  }
  return subsumesPattern(general, folded(special, { start, end }));
}

/** Whether two patterns have the same punctuation at the same positions. */
export function hasPunctuationOf(pattern: Pattern, other: Pattern): boolean {
  if (pattern.kinds.length !== other.kinds.length) return false;
  return pattern.kinds.every((kind, i) => {
    const isMark = kind === PUNCTUATION || other.kinds[i] === PUNCTUATION;
    return !isMark || pattern.hashes[i] === other.hashes[i];
  });
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

/** Whether a gap is all that stands in quotes that a sentence goes on with, as in `connected to "Guest network"`; not the sentence itself. */
export function isQuoted({ kinds, texts, spaced }: Pattern, { start, end }: Gap): boolean {
  const quote = texts[start - 1];
  if (start < 2 || (quote !== "'" && quote !== '"') || texts[end] !== quote) return false;
  return kinds[start - 2] === WORD && spaced[start - 1] !== 0;
}

/** Positions of the wildcards that are all that stands in quotes. */
export function quotedValues(pattern: Pattern): number[] {
  return pattern.wildcards.filter((i) => isQuoted(pattern, { start: i, end: i + 1 }));
}

/** Whether a gap holds several words, one in quotes, or one that follows an identifier: others are told apart word by word. */
export function isPhrase(pattern: Pattern, gap: Gap): boolean {
  return gap.end - gap.start > 1 || isQuoted(pattern, gap) || nameOf(pattern, gap) !== "";
}
