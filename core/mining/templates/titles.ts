import { BYTE } from "../../bytes.ts";
import { PUNCTUATION, WORD } from "../tokens/token_list.ts";
import { isCue } from "./cue_words.ts";
import type { Pattern } from "./pattern.ts";
import type { Gap } from "./phrase_gaps.ts";
import { areAlike, areWords, isKey, sharedEnd, sharedStart } from "./slots.ts";

const { UPPER_A, UPPER_Z } = BYTE;
/** Longest name. */
const LONGEST = 8;
/** Words around a name. */
const LEAST_WORDS = 2;
/** This many names say that any may stand there; this many of them begin otherwise, and end otherwise. */
const LEAST_NAMES = 4, LEAST_APART = 3;
const CAPITAL = /^\p{Lu}/u;
const LAST_ASCII = 127;

/** A template by its place among those that are compared, and where it has a name. */
export interface TitlePlace extends Gap {
  readonly at: number;
}

/**
 * Where the first of some patterns and others have names that are written as names are, in capitals, in the middle of a message or after a
 * word that names things: four of them, of several lengths. None when they have not. Names of the first begin at one of `starts`.
 */
export function titlesOf(patterns: readonly Pattern[], starts: readonly number[]): readonly TitlePlace[] {
  if (patterns.length < LEAST_NAMES) return [];
  const [pattern] = patterns;
  const tried = new Set<number>();
  for (let other = 1; other < patterns.length; other++) {
    if (!areAlike(pattern, starts[0] - 1, patterns[other], starts[0] - 1)) continue;
    const start = sharedStart(pattern, patterns[other]);
    if (!starts.includes(start)) continue;
    const end = sharedEnd(pattern, patterns[other]);
    if (tried.has(start * 256 + end) || !isFrame(pattern, start, end)) continue;
    tried.add(start * 256 + end);
    const places = placesOf(patterns, start, end);
    if (areTitles(patterns, places)) return places;
  }
  return [];
}

/** Whether a pattern may have a name with no word after it, or one that stands for what another pattern has at its end. */
export function mayEndInTitle({ kinds, texts, wildcards }: Pattern, starts: readonly number[]): boolean {
  return wildcards.length > 0 || starts.some((start) => kinds[start - 1] === WORD && isCue(texts[start - 1]));
}

/** Where a name may begin: after a word or punctuation. */
export function titleStarts(pattern: Pattern): number[] {
  const starts: number[] = [];
  for (let start = 1; start < pattern.kinds.length; start++) {
    if (pattern.kinds[start - 1] <= WORD && beginsTitle(pattern, start)) starts.push(start);
  }
  return starts;
}

/** Whether what begins after this many tokens and ends before this many may be a name. */
function isFrame(pattern: Pattern, start: number, end: number): boolean {
  const { kinds, texts, wildcards } = pattern;
  const stop = kinds.length - end;
  if (!isTitle(pattern, { start, end: stop })) return false;
  let words = 0, after = 0;
  for (let i = 0; i < kinds.length; i = i + 1 === start ? stop : i + 1) {
    if (kinds[i] !== WORD || wildcards.includes(i)) continue;
    words++;
    if (i >= stop && !isKey(pattern, i)) after++;
  }
  if (words < LEAST_WORDS) return false;
  return after > 0 ? kinds[start - 1] <= WORD : kinds[start - 1] === WORD && isCue(texts[start - 1]);
}

function isTitle(pattern: Pattern, gap: Gap): boolean {
  const length = gap.end - gap.start;
  return length >= 1 && length <= LONGEST && beginsTitle(pattern, gap.start) && areWords(pattern, gap);
}

function beginsTitle({ kinds, texts }: Pattern, start: number): boolean {
  if (kinds[start] === PUNCTUATION) return false;
  const first = texts[start].charCodeAt(0);
  return first > LAST_ASCII ? CAPITAL.test(texts[start]) : first >= UPPER_A && first <= UPPER_Z;
}

function placesOf(patterns: readonly Pattern[], start: number, end: number): TitlePlace[] {
  const [first] = patterns;
  return patterns.flatMap((pattern, at) => {
    const gap = { at, start, end: pattern.kinds.length - end };
    if (!isTitle(pattern, gap)) return [];
    const isAlike = at === 0 || sharedStart(first, pattern) >= start && sharedEnd(first, pattern) >= end;
    return isAlike ? gap : [];
  });
}

function areTitles(patterns: readonly Pattern[], places: readonly TitlePlace[]): boolean {
  const phrases = places.map(({ at, start, end }) => patterns[at].texts.slice(start, end));
  // One that ends with a value ends otherwise each time.
  const endOf = (phrase: string[]) => phrase.at(-1) === "<*>" ? phrase.join(" ") : phrase.at(-1);
  const distinct = (part: (phrase: string[]) => unknown) => new Set(phrases.map(part)).size;
  return distinct((phrase) => phrase.join(" ")) >= LEAST_NAMES && distinct((phrase) => phrase.length) > 1 &&
    distinct((phrase) => phrase[0]) >= LEAST_APART && distinct(endOf) >= LEAST_APART;
}
