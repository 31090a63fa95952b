import { PARTIAL, WORD } from "../tokens/token_list.ts";
import type { Entries, Entry } from "./entries.ts";
import { STATE_NOUNS } from "./cue_words.ts";
import { areCued, isInCapitals } from "./evidence.ts";
import { MOST_CAPITALS, MOST_WORDS } from "./few_values.ts";
import type { Pattern } from "./pattern.ts";

const DASHED = /^[a-z]+(?:-[a-z]+)+$/;
const PLAIN = /^"?[\p{L}_]+"?$/u;

/** The words that the entries of some templates have at one position, with the handles and lines of each. */
export interface WordValue {
  readonly handles: number[];
  lines: number;
}

/** By hash of the word, the entries whose lines had it at the position; those that had several there are left out. */
export function wordsAt(entries: Entries, roots: readonly number[], position: number): Map<number, WordValue> {
  const words = new Map<number, WordValue>();
  const handles = roots.flatMap((root) => entries.family(root)).sort((a, b) => a - b);
  const { length } = entries.list[roots[0]].pattern.kinds;
  for (const handle of handles) {
    const { pattern, parent, base } = entries.list[handle];
    if (base !== undefined || pattern.kinds.length !== length) continue;
    if (parent !== handle && !hasOneWord(entries.list[handle], position)) continue;
    const hash = pattern.hashes[position];
    const word = words.get(hash);
    const lines = entries.hits(handle);
    if (word === undefined) words.set(hash, { handles: [handle], lines });
    else {
      word.handles.push(handle);
      word.lines += lines;
    }
  }
  return words;
}

/** Whether all lines of an entry had the same word at a position: also a template that was merged has counted those of other words apart. */
function hasOneWord({ id, pattern, values = [], isSettled = false }: Entry, position: number): boolean {
  if (!pattern.wildcards.includes(position)) return true;
  return id !== "" && !isSettled && !values.includes(position);
}

/** How many lines each word at the position has. */
export function linesOf(words: ReadonlyMap<number, WordValue>): number[] {
  return [...words.values()].map(({ lines }) => lines);
}

/** How many states a position may have, given the words that patterns have there: 0 where one has what is no state. */
export function mostStates(patterns: readonly Pattern[], position: number): number {
  let most = Infinity, hasWord = false;
  const isAfterState = standsAfterState(patterns[0], position);
  for (const { kinds, texts } of patterns) {
    const text = texts[position];
    const isShouted = isInCapitals(text);
    if (kinds[position] !== PARTIAL && kinds[position] !== WORD) return 0;
    const isPlain = kinds[position] !== PARTIAL && (PLAIN.test(text) || isAfterState && DASHED.test(text));
    if (!isShouted && !isPlain) return 0;
    hasWord ||= kinds[position] === WORD;
    most = Math.min(most, isShouted ? MOST_CAPITALS : MOST_WORDS);
  }
  const words = patterns.map(({ texts }) => texts[position]);
  const isNamed = patterns.some((pattern) => areCued(pattern, position, words));
  return isNamed || !hasWord ? 0 : most;
}

/** Whether the word before says that a state stands at a position, which may be made of several words then: `status half-installed`. */
export function standsAfterState({ texts }: Pattern, position: number): boolean {
  return position > 0 && STATE_NOUNS.has(texts[position - 1].toLowerCase());
}
