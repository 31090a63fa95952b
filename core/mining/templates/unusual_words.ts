import type { Pattern } from "./pattern.ts";
import { isVerbal, LOG_WORDS } from "./log_words.ts";
import { isEnglish, type SourceLanguage, usualWords } from "./source_language.ts";

/** Different unusual words at one place, from which on they are names, and their share of all that stand there. */
const LEAST_NAMES = 3, LEAST_SHARE = 2 / 3;
/** As many will do after one of these, as what a program names stands there, unless a colon follows: `realm: juno`, `queue (juno)`. */
const MARKS = new Set([":", "(", "[", ","]), LEAST_MARKED = 2;
/** Words of the message itself that programs say, one more where it begins with a name, and their share of its words. */
const LEAST_USUAL = 2, LEAST_USUAL_SHARE = 3 / 4;
/** A word, alone or made of several: `juno`, `cobalt-juno`, `BlueFinch`. */
const WORDS = /^"?[A-Za-z][a-z]+(?:[-_.]?[A-Za-z][a-z]*)*"?$/;
const PART = /[A-Z]?[a-z]+/g, LEAST_PART = 3;
/** How adjectives, adverbs, participles and abstract nouns end: names seldom do. */
const ENDING = /(?:ed|ing|able|ible|ent|ant|ive|ous|tion|sion|ly|less|ful|al|ic|ment|ness|ity)$/;
const DOER = /^(?:[A-Z][a-z]+)+[A-Z][a-z]*(?:er|(?<!Err)or)$/;
/** Words that were judged and are remembered. */
const MOST_JUDGED = 4096;

const judged = new Map<string, boolean>();

/** Whether a word, or one of those that it is made of, is none that programs say of their own, so that it is likely a name: `juno`. */
export function isUnusual(text: string): boolean {
  if (LOG_WORDS.has(text)) return false;
  const known = judged.get(text);
  if (known !== undefined) return known;
  const parts = WORDS.test(text) ? text.match(PART) ?? [] : [];
  const isSo = parts.some((part) => !isUsualPart(part.toLowerCase())) || isDoer(text, parts);
  if (judged.size >= MOST_JUDGED) judged.clear();
  judged.set(text, isSo);
  return isSo;
}

/**
 * Whether what templates of one message have at a position are names: most are unusual words, in a message that says what it says in usual
 * ones. Where neither the message nor its source is in the language whose words are known for certain, there is no opinion.
 */
export function areUnusual(patterns: readonly Pattern[], position: number, language: SourceLanguage): boolean {
  const least = isMarked(patterns[0], position) ? LEAST_MARKED : LEAST_NAMES;
  if (patterns.length < least) return false;
  const unusual = patterns.filter(({ texts }) => isUnusual(texts[position])).length;
  if (unusual < least || unusual < patterns.length * LEAST_SHARE) return false;
  const { words, usual } = usualWords(patterns[0], position);
  const isClear = usual >= LEAST_USUAL + (position === 0 ? 1 : 0) && usual >= words * LEAST_USUAL_SHARE;
  return isClear && (language.isUsual() || isEnglish(patterns[0], position));
}

function isMarked({ texts }: Pattern, position: number): boolean {
  return position > 0 && MARKS.has(texts[position - 1]) && texts[position + 1] !== ":";
}

/** Whether a name in camel case says what it does, as those of classes and threads do, and what with: `TaskRunner`, not `InvalidHeader`. */
function isDoer(text: string, parts: readonly string[]): boolean {
  return parts.length > 1 && DOER.test(text) && !isVerbal(parts[0].toLowerCase());
}

/** Whether a word ends as adjectives, adverbs, participles and abstract nouns do. */
export function isAdjectival(word: string): boolean {
  return ENDING.test(word);
}

function isUsualPart(part: string): boolean {
  return part.length < LEAST_PART || LOG_WORDS.has(part) || isAdjectival(part) ||
    part.endsWith("s") && LOG_WORDS.has(part.slice(0, -1));
}
