import { IDENTIFIER, WORD } from "../tokens/token_list.ts";
import { isCued } from "./evidence.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import type { Pattern } from "./pattern.ts";
import { areRepeatedNames } from "./repeated_names.ts";
import { areStates, mayBeNames } from "./shared_names.ts";
import { SourceLanguage } from "./source_language.ts";
import { areUnusual } from "./unusual_words.ts";

/** Templates of a word that are remembered, and words. */
const MOST = 4, MOST_WORDS = 8192;
/** Other messages that have a word as a value, from which on it is a name where no word before says that one follows, and there are fewer than many. */
const LEAST_MESSAGES = 2, MANY = 3;

/** Tokens of a message or a template. */
type Words = Pick<Pattern, "kinds" | "hashes">;

/** Remembers which words templates have swallowed as values: what two messages have as a value is a name in a third one. */
export class KnownNames {
  readonly #templates = new NumberGroups(MOST);
  readonly #language = new SourceLanguage();
  #gained: number[] = [];

  /** Notes a message that is new: its words tell the language of the source. */
  noteMessage(pattern: Pattern): void {
    this.#language.note(pattern);
  }

  /** Notes the words that stand at the positions of a template's values. */
  note(root: number, { kinds, hashes }: Words, positions: readonly number[]): void {
    for (const i of positions) {
      // A word that stands where values do is an identifier in patterns.
      if (kinds[i] !== WORD && kinds[i] !== IDENTIFIER) continue;
      const known = this.#templates.of(hashes[i]);
      if (known.length === MOST || known.includes(root)) continue;
      if (known.length === 0 && this.#templates.size >= MOST_WORDS) continue;
      this.#templates.note(hashes[i], root);
      this.#gained.push(hashes[i]);
    }
  }

  /** Words that have become values of one more template since the last call. */
  takeGained(): readonly number[] {
    const gained = this.#gained;
    if (gained.length > 0) this.#gained = [];
    return gained;
  }

  /** Whether a word is a value of two messages. */
  isKnown(hash: number): boolean {
    return this.#templates.of(hash).length >= LEAST_MESSAGES;
  }

  /**
   * Whether what patterns have at a position are names: three that programs do not say of their own, words that are values of two other messages, or of
   * one where they are three or the word before says that a name follows. @param own Templates of the message itself
   */
  areNames(
    patterns: readonly Pattern[],
    position: number,
    { own, resolve }: { readonly own: readonly number[]; readonly resolve: (handle: number) => number },
  ): boolean {
    if (!mayBeNames(patterns, position)) return false;
    if (areUnusual(patterns, position, this.#language) || areRepeatedNames(patterns, position)) return true;
    const isMany = patterns.length >= MANY && !areStates(patterns, position);
    const least = isMany || isCued(patterns[0], position) ? 1 : LEAST_MESSAGES;
    return patterns.every(({ hashes }) => {
      const others = new Set(this.#templates.of(hashes[position]).map(resolve));
      for (const root of own) others.delete(root);
      return others.size >= least;
    });
  }

  /** Forgets what stood in templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#templates.forget((handle) => handles.has(handle));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): KnownNamesState {
    return { templates: this.#templates.dump(), gained: [...this.#gained], language: this.#language.dump() };
  }

  restore({ templates, gained, language }: KnownNamesState): void {
    this.#templates.restore(templates);
    if (language !== undefined) this.#language.restore(language);
    this.#gained = [...gained];
  }
}

/** Known names in plain arrays. */
export interface KnownNamesState {
  /** By hash of the word. */
  readonly templates: NumberGroupsState;
  readonly gained: readonly number[];
  /** Words of the source's messages, and usual ones. Earlier versions did not count them. */
  readonly language?: readonly [number, number];
}
