import { PUNCTUATION, WORD } from "../tokens/token_list.ts";
import { isParticiple, STATES } from "./cue_words.ts";
import { isVerbal, LOG_WORDS } from "./log_words.ts";
import type { Pattern } from "./pattern.ts";
import { areStates } from "./shared_names.ts";
import { isAdjectival } from "./unusual_words.ts";

/** Different words at one place that are names though they come back, by how many other words their message has at least. */
const LEAST_NAMES: readonly { readonly words: number; readonly names: number }[] = [
  { words: 7, names: 5 },
  { words: 5, names: 6 },
  { words: 3, names: 7 },
];
/** One more where they begin the message, and this many other words at least. */
const LEAST_BEHIND = 5;
/** Share of the words that may say what happened, or how things are. */
const MOST_SAID = 1 / 2;

/**
 * Whether words that come back in one message alone are names in it: nouns, or words that programs do not say, the fewer the longer the
 * rest of the message is, as no program words a long message several times for its states.
 */
export function areRepeatedNames(patterns: readonly Pattern[], position: number): boolean {
  const [pattern] = patterns;
  const words = wordsBeside(pattern, position);
  const least = LEAST_NAMES.find((one) => words >= one.words)?.names ?? Infinity;
  if (position === 0 && words < LEAST_BEHIND) return false;
  if (patterns.length < least + (position === 0 ? 1 : 0) || areStates(patterns, position)) return false;
  if (endsInReason(pattern, position)) return false;
  return patterns.filter(({ texts }) => !isName(texts[position])).length <= patterns.length * MOST_SAID;
}

/** A function's name, which may begin with a verb: `get_data`, `getData`. */
const CODE = /^[a-z]+(?:(?:_[a-z]+)+|(?:[A-Z][a-z]+)+)$/;
const NAME = /^[A-Za-z][-\w.]{2,}$/, PART = /[A-Z]?[a-z]+/g;

/** Whether a message ends with what it says after a colon: a program words reasons itself. */
function endsInReason({ texts, kinds }: Pattern, position: number): boolean {
  return texts[position - 1] === ":" && kinds.subarray(position + 1).every((kind) => kind === PUNCTUATION);
}

/** Whether a word may name something: none of those that it is made of says what happens, or how things are. */
function isName(text: string): boolean {
  const isOfCode = CODE.test(text);
  return NAME.test(text) && (text.match(PART) ?? []).every((part) => {
    const word = part.toLowerCase();
    if (isOfCode && isVerbal(word)) return true;
    return !STATES.has(word) && !isParticiple(word) && !isVerbal(word) && (LOG_WORDS.has(word) || !isAdjectival(word));
  });
}

function wordsBeside({ kinds, wildcards }: Pattern, position: number): number {
  let words = 0;
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === WORD && i !== position && !wildcards.includes(i)) words++;
  return words;
}
