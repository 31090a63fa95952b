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

/** What patterns have in common that differ in a gap and in their values alone. */
export function gapKey(pattern: Pattern, gap: Gap): number {
  let sum = pattern.kinds.length - (gap.end - gap.start), check = gap.start;
  pattern.kinds.forEach((kind, i) => {
    if (i >= gap.start && i < gap.end) return;
    const at = i < gap.start ? i : i - gap.end + gap.start + 1;
    const isOpen = kind >= IDENTIFIER || pattern.wildcards.includes(i);
    sum = (sum + (isOpen ? wildcardMix(at) : mix(pattern.hashes[i], at))) | 0;
    check = (check + (isOpen ? 1 : mix(pattern.checks[i], at))) | 0;
  });
  return (sum >>> 0) * 0x200000 + (check & 0x1fffff);
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

/** Words of a pattern outside of a gap. */
export function wordsOutside({ kinds, wildcards }: Pattern, { start, end }: Gap): number {
  return kinds.reduce(
    (sum, kind, i) => sum + (kind === WORD && (i < start || i >= end) && !wildcards.includes(i) ? 1 : 0),
    0,
  );
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
