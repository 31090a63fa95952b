import { IDENTIFIER, PUNCTUATION, VALUE, WORD } from "../tokens/token_list.ts";
import { isCue, isParticiple, PREPOSITIONS } from "./cue_words.ts";
import { LONGEST_SLOT } from "./outlines.ts";
import { isOpen, type Pattern } from "./pattern.ts";
import { type Gap, isQuoted, wordsOutside } from "./phrase_gaps.ts";

/** Ways of laying a message over another one that are tried. */
const MOST_STEPS = 256;
const CAPITAL = /^\p{Lu}/u, LETTER = /\p{L}/u;
const CLOSING: Readonly<Record<string, string>> = { "]": "[", ")": "(", "}": "{", ">": "<" };
/** Punctuation that may stand in a name of several words. */
const IN_NAMES = new Set(["-", ",", "&", "+", "/", ".", "'"]);

/** As {@linkcode IN_NAMES}, of names in capitals: `Filter -> Map`, `Source: Kafka`. */
const MARKS_IN_TITLES = new Set([":", ">"]);
/** What a pair ends with that has no value: `prefix=, suffix=a`. */
const ENDS_PAIR = new Set([",", ";", ")", "]", "}"]);
/** Words in small letters that stand within names. */
const WORDS_IN_TITLES = new Set("a the of to and in on at for with von van de der la le du di da und".split(" "));

/**
 * What stands where another message has a single value: `empty`, nothing, between two spaces or after `key=`, or a dash; `tight`, a value with what
 * is glued to it (`cn[01-12]` for `cn07`); `words`, several of them.
 */
export type SlotKind = "empty" | "tight" | "words";

/** Words that two messages have in common at least, where they differ in a value of a kind. */
const LEAST_WORDS: Readonly<Record<SlotKind, number>> = { empty: 1, tight: 1, words: 2 };

/** The position of a value in a general pattern, and what a special one of another length has there. */
export interface Slot {
  readonly kind: SlotKind;
  readonly position: number;
  readonly gap: Gap;
}

/** The slot in which two patterns differ alone, their values aside; undefined without. */
export function slotOf(general: Pattern, special: Pattern): Slot | undefined {
  const count = general.kinds.length, more = special.kinds.length - count;
  if (more < -1 || more >= LONGEST_SLOT || !mayEndAlike(general, special)) return undefined;
  const last = sharedStart(general, special);
  const first = count - 1 - sharedEnd(general, special);
  if (first > last) return undefined;
  for (let position = Math.max(first, 0); position <= last && position < count; position++) {
    if (!isOpen(general, position)) continue;
    const gap = { start: position, end: position + more + 1 };
    const kind = kindOf(general, position, special, gap);
    if (kind !== undefined && hasWords(general, position, kind)) return { kind, position, gap };
  }
  return undefined;
}

/** Whether two messages that differ in a value of a kind have words enough in common. */
function hasWords(general: Pattern, position: number, kind: SlotKind): boolean {
  const least = LEAST_WORDS[kind];
  return wordsOutside(general, { start: position, end: position + 1 }, least) >= least;
}

/** Whether phrases that stand where others have a single value are names: no two of them begin alike, nor end so unless brackets do. */
export function areNames(phrases: readonly (readonly string[])[], isInBrackets: boolean): boolean {
  const firsts = new Set(phrases.map(([first]) => first)), lasts = new Set(phrases.map((phrase) => phrase.at(-1)));
  return firsts.size >= 2 && (isInBrackets || lasts.size >= 2);
}

/** Whether nothing else stands in the brackets around a position, as in `CMD (<*>)`. */
export function isInBrackets({ texts }: Pattern, position: number): boolean {
  const opening = CLOSING[texts[position + 1]];
  return opening !== undefined && texts[position - 1] === opening;
}

/** Whether the last tokens do not tell two patterns apart already: those of most do. */
function mayEndAlike(general: Pattern, special: Pattern): boolean {
  const end = general.kinds.length - 1;
  return end >= 0 && (isOpen(general, end) || general.hashes[end] === special.hashes[special.kinds.length - 1]);
}

function kindOf(general: Pattern, position: number, special: Pattern, gap: Gap): SlotKind | undefined {
  const length = gap.end - gap.start;
  if (length < 2) return (length === 0 ? isEmpty : isDash)(special, gap.start) ? "empty" : undefined;
  const isCut = (spaces: number, others: number) => (spaces === 0) !== (others === 0);
  if (isCut(general.spaced[position], special.spaced[gap.start])) return undefined;
  const isLast = position + 1 === general.kinds.length;
  if (!isLast && isCut(general.spaced[position + 1], special.spaced[gap.end])) return undefined;
  if (isTight(special, gap)) return "tight";
  const isInQuotes = isQuoted(general, { start: position, end: position + 1 });
  return isName(general, position) && areWords(special, gap, isInQuotes) ? "words" : undefined;
}

/** Whether a name seems to be missing before a token. */
function isEmpty({ spaced, texts }: Pattern, at: number): boolean {
  if (at === 0 || at >= texts.length) return false;
  const isAfterKey = texts[at - 1] === "=" && spaced[at - 1] === 0;
  return spaced[at] > 1 && spaced[at - 1] < 2 || isAfterKey && (spaced[at] === 1 || ENDS_PAIR.has(texts[at]));
}

/** Whether a dash stands alone, as it does for what is not known. */
function isDash({ spaced, texts }: Pattern, at: number): boolean {
  return texts[at] === "-" && spaced[at] !== 0 && (at + 1 === texts.length || spaced[at + 1] !== 0);
}

/** Whether nothing but values and what is glued to them stands in a gap, or a word and what it has in brackets: `cn[01-12]`, `timestamp[us]`. */
function isTight({ kinds, spaced, texts }: Pattern, { start, end }: Gap): boolean {
  let hasValue = kinds[start] >= IDENTIFIER || kinds[start] === WORD && CLOSING[texts[end - 1]] === texts[start + 1];
  for (let i = start + 1; i < end; i++) {
    if (spaced[i] !== 0) return false;
    if (kinds[i] >= IDENTIFIER) hasValue = true;
  }
  return hasValue;
}

/** Whether a phrase is one value for certain where another message has a single one: a name in capitals, or values alone, `1h 20m`. */
export function isOneValue(phrase: readonly string[]): boolean {
  return isTitleCase(phrase) || !phrase.some((word) => LETTER.test(word));
}

/** Whether two words of a phrase or more begin with a capital, and all others but some between them, as those of a name do: `Living Room`, `Intro to Python`. */
function isTitleCase(phrase: readonly string[]): boolean {
  const isBetween = (i: number) => i > 0 && i + 1 < phrase.length && WORDS_IN_TITLES.has(phrase[i]);
  return phrase.filter((word) => CAPITAL.test(word)).length > 1 &&
    phrase.every((word, i) => CAPITAL.test(word) || !LETTER.test(word) || isBetween(i));
}

/** Whether a gap holds words, as names are made of; in quotes they may be any. */
export function areWords({ kinds, texts }: Pattern, { start, end }: Gap, isInQuotes = false): boolean {
  if (kinds[start] === PUNCTUATION) return false;
  const isTitle = isTitleCase(texts.slice(start, end));
  let open = 0;
  for (let i = start; i < end; i++) {
    if (kinds[i] !== PUNCTUATION) {
      if (!isTitle && !isInQuotes && saysWhatHappens(texts[i])) return false;
      continue;
    }
    if (texts[i] === "(") open++;
    else if (texts[i] === ")" && open > 0) open--;
    else if (
      !IN_NAMES.has(texts[i]) && !(isTitle && MARKS_IN_TITLES.has(texts[i])) ||
      i === end - 1 && !(isTitle && texts[i] === ".")
    ) return false;
  }
  return open === 0;
}

/** Whether a word says what happens, or how things are to each other, as words of programs do and those of names seldom. */
function saysWhatHappens(text: string): boolean {
  const word = text.toLowerCase();
  return isParticiple(word) || word !== "of" && PREPOSITIONS.has(word);
}

/**
 * Whether what varies at a position may be a name of several words: of what ends a message after a colon, or stands before pairs
 * (`invalid header ip=10.0.0.1`), a program words the rest itself.
 */
function isName(pattern: Pattern, position: number): boolean {
  const { kinds, wildcards, texts } = pattern;
  if (kinds[position] !== VALUE && !wildcards.includes(position)) return false;
  if (position === 0) return kinds.length > 1 && !isKey(pattern, 1);
  const isNamed = kinds[position - 1] === WORD && isCue(texts[position - 1]) || texts[position - 1] === "=";
  if (isNamed) return true;
  if (position + 1 === kinds.length) return kinds[position - 1] === WORD;
  return !isKey(pattern, position + 1) || texts[position - 1] === ":";
}

/** Whether a word is the key of a pair. */
export function isKey({ kinds, texts, spaced }: Pattern, position: number): boolean {
  return kinds[position] === WORD && texts[position + 1] === "=" && spaced[position + 1] === 0;
}

/** Number of tokens that two patterns have in common from the first one on. */
export function sharedStart(general: Pattern, special: Pattern): number {
  const most = Math.min(general.kinds.length, special.kinds.length);
  let n = 0;
  while (n < most && areAlike(general, n, special, n)) n++;
  return n;
}

/** Number of tokens that two patterns have in common back from the last one. */
export function sharedEnd(general: Pattern, special: Pattern): number {
  const count = general.kinds.length, others = special.kinds.length;
  const most = Math.min(count, others);
  let n = 0;
  while (n < most && areAlike(general, count - 1 - n, special, others - 1 - n)) n++;
  return n;
}

/** Whether what one pattern has at a position may be what another one has at one. */
export function areAlike(general: Pattern, i: number, special: Pattern, j: number): boolean {
  const isSame = general.hashes[i] === special.hashes[j] && general.checks[i] === special.checks[j];
  if (general.wildcards.length === 0 && special.wildcards.length === 0) {
    return isSame || areValues(general, i, special, j);
  }
  const isWild = general.wildcards.includes(i);
  if (special.wildcards.includes(j)) return isWild || general.kinds[i] >= IDENTIFIER;
  return isSame || areValues(general, i, special, j) ||
    isWild && (special.kinds[j] >= IDENTIFIER || special.kinds[j] === WORD);
}

function areValues(general: Pattern, i: number, special: Pattern, j: number): boolean {
  return general.kinds[i] >= IDENTIFIER && special.kinds[j] >= IDENTIFIER;
}

/** Whether all lines of a special pattern are lines of a general one too, which has values of any form at some positions. */
export function fitsSlots(general: Pattern, special: Pattern, positions: readonly number[]): boolean {
  const count = general.kinds.length, others = special.kinds.length;
  let steps = MOST_STEPS;
  const fits = (i: number, j: number): boolean => {
    for (; i < count && !positions.includes(i); i++, j++) if (!isAt(general, i, special, j)) return false;
    if (i === count || steps-- === 0) return i === count && j === others;
    for (let end = j; end <= Math.min(j + LONGEST_SLOT, others); end++) {
      if ((end === j + 1 || mayStandFor(general, i, special, { start: j, end })) && fits(i + 1, end)) return true;
    }
    return false;
  };
  return fits(0, 0);
}

/** Whether what a special pattern has in a gap may stand where a general one has a value. */
function mayStandFor(general: Pattern, position: number, special: Pattern, gap: Gap): boolean {
  const kind = kindOf(general, position, special, gap);
  return kind !== undefined && hasWords(general, position, kind);
}

function isAt(general: Pattern, i: number, special: Pattern, j: number): boolean {
  if (j >= special.kinds.length || special.wildcards.includes(j) && !general.wildcards.includes(i)) return false;
  return general.wildcards.includes(i) ||
    general.hashes[i] === special.hashes[j] && general.checks[i] === special.checks[j];
}
