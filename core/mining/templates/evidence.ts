import { IDENTIFIER, PARTIAL, VALUE, WORD } from "../tokens/token_list.ts";
import { isParticiple, NOUNS, PREPOSITIONS, sayWhatHappens } from "./cue_words.ts";
import { isVerbal } from "./log_words.ts";
import type { Pattern } from "./pattern.ts";

/** Different words after a noun that names things, from which on they are values. */
const LEAST_CUED = 3;
/** Different names of things before a colon that begin a message, from which on they are values. */
const LEAST_TAGS = 5;
/** How many times as many different words it takes where half of them are verbs and the like: `Failed to create <*>`, `Failed to browse <*>`. */
const VERBAL_TIMES = 4;
/** Different dotted keys of pairs (`os.name=Linux`), from which on they are values. */
const MOST_KEYS = 24;
const DOTTED = /^[A-Za-z][A-Za-z-]*(?:\.[A-Za-z-]+)+$/;
const COMPOUND = /^[a-z]+(?:[-_][a-z]+)+$/;

/**
 * Whether what stood at a position of templates that are otherwise the same says that a variable stands there: values do at
 * once, identifiers and partial values from the second one on, words only when there are many, the fewer the more the rest of
 * the message and the word before speak for it. "Started" and "Paused" stay apart; users after "for" do not.
 *
 * @param kinds Kind of the token at the position, in each template that is left
 * @param texts What stands there in each of them
 * @param distinct Number of different tokens seen there
 * @param isAlone Whether the templates differ at this position alone
 */
export function isEvidence(
  { kinds, texts, distinct, position, pattern, isAlone }: {
    readonly kinds: readonly number[];
    readonly texts: () => readonly string[];
    readonly distinct: number;
    readonly position: number;
    readonly pattern: Pattern;
    readonly isAlone: boolean;
  },
): boolean {
  const words = wordsBeside(pattern, position);
  if (words === 0) return false;
  if (isKeyOfPair(pattern, position) && texts().every(isDotted) || isSetting(pattern, position)) {
    return distinct >= MOST_KEYS;
  }
  if (kinds.every((kind) => kind >= IDENTIFIER)) {
    return distinct >= (isAlone && isQuotedWord(pattern, position) ? 3 : 2);
  }
  if (position > 0 && kinds.includes(VALUE)) return distinct >= (words >= 3 ? 2 : 3);
  if (position > 0 && kinds.includes(PARTIAL) && !texts().every(isInCapitals)) return distinct >= 3;
  if (isTag(pattern, position) && words >= 2 && distinct >= LEAST_TAGS && texts().every(isCompound)) return true;
  if (position === 0) return distinct >= (words >= 2 ? 12 : 24);
  if (distinct < LEAST_CUED) return false;
  const said = texts();
  const cue = cueOf(pattern, position);
  const mayBeVerbs = cue === Infinity || pattern.texts[position - 1].toLowerCase() === "to";
  const times = mayBeVerbs && said.filter(isVerbal).length >= said.length / 2 ? VERBAL_TIMES : 1;
  const least = words >= 3 ? 5 : words === 2 ? 6 : 10;
  return distinct >= least * times || distinct >= cue * times && mayFollow(cue, said);
}

function wordsBeside({ kinds }: Pattern, position: number): number {
  let words = 0;
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === WORD && i !== position) words++;
  return words;
}

/** Whether a word is made of several, as names of things in programs are: `deploy-web`, `line_items`. */
export function isCompound(text: string): boolean {
  return COMPOUND.test(text);
}

function isKeyOfPair({ texts }: Pattern, position: number): boolean {
  return texts[position + 1] === "=";
}

/** Whether a message begins with what it says the value of: `tickTime set to 500`. */
function isSetting({ texts }: Pattern, position: number): boolean {
  return position === 0 && texts[1] === "set" && texts[2] === "to";
}

function isDotted(text: string): boolean {
  return DOTTED.test(text);
}

/** Whether a message begins with what stands at a position, and a colon after it. */
export function isTag({ texts, spaced }: Pattern, position: number): boolean {
  return position === 0 && texts[1] === ":" && spaced[1] === 0;
}

/** Whether a word is in capitals, as states are: `RUNNING`, `NOT_FOUND`, `STARTUP2`. */
export function isInCapitals(text: string): boolean {
  return /^"?[A-Z_]{2,}(?:<\*>)?"?$/.test(text);
}

/** Whether the word before says that a variable follows. */
export function isCued(pattern: Pattern, position: number): boolean {
  return cueOf(pattern, position) < Infinity;
}

/** Whether the word before says that a name follows, and none of the words that stand there says what happens to what is named. */
export function areCued(pattern: Pattern, position: number, words: readonly string[]): boolean {
  const cue = cueOf(pattern, position);
  return cue < Infinity && mayFollow(cue, words);
}

/** After a noun some names may end as `staging` does, after a preposition none. */
function mayFollow(cue: number, words: readonly string[]): boolean {
  return cue === LEAST_CUED ? !sayWhatHappens(words) : !words.some(isParticiple);
}

/** How many different words it takes after the word before: few after "host", some after "for", unless they shout. */
function cueOf(pattern: Pattern, position: number): number {
  const { texts } = pattern;
  if (position === 0 || isInCapitals(texts[position])) return Infinity;
  if (NOUNS.has(keyOf(pattern, position))) return LEAST_CUED;
  const before = texts[position - 1].toLowerCase();
  return NOUNS.has(before) ? LEAST_CUED : PREPOSITIONS.has(before) ? 4 : Infinity;
}

/** The key of a pair of which a position is the value, among others that commas part: `, server: localhost, `; none is "". */
function keyOf({ texts, spaced }: Pattern, position: number): string {
  const isPair = texts[position - 1] === ":" && spaced[position - 1] === 0 && texts[position - 3] === ",";
  const isLast = position + 1 === texts.length || texts[position + 1] === ",";
  return isPair && isLast ? texts[position - 2].toLowerCase() : "";
}

/** Two words in quotes may be two states, where nothing else differs. */
function isQuotedWord({ texts }: Pattern, position: number): boolean {
  const before = texts[position - 1];
  return (before === "'" || before === '"') && /^[A-Za-z]+$/.test(texts[position]);
}
