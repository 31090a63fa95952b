import { WORD } from "../tokens/token_list.ts";
import { isParticiple } from "./cue_words.ts";
import type { Entries } from "./entries.ts";
import { isInCapitals } from "./evidence.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import { type Pattern, patternKey } from "./pattern.ts";

/** Templates that have a name in one place and are remembered. */
const MOST = 32;
/** Names that two messages have in common, from which on they are taken for values of both. */
const LEAST_NAMES = 3;
/** Tokens in which two messages differ that are no two states of one. */
const LEAST_APART = 2;
/** A member is `handle * SIZE + position`. */
const SIZE = 256;
/** As names of things in programs are made of several words: `MailWorker`, `deploy-web`, `line_items`. */
const COMPOUND = /[a-z][A-Z]|[A-Za-z][-_.][A-Za-z]/;

const HAPPENED = /[-_][a-z]+[^e]ed$/;

/** A template and the position at which it has a name. */
export interface NamePlace {
  readonly handle: number;
  readonly position: number;
}

/** Remembers by name the templates that differ from others in it alone: names come back in several messages. */
export class SharedNames {
  readonly #places = new NumberGroups(MOST);

  /**
   * Notes a template among those that differ from it at a position alone, and returns the templates of another message that have the same
   * names, if so it is.
   */
  note(roots: readonly number[], position: number, entries: Entries): readonly NamePlace[] {
    const { list } = entries;
    const [first] = roots;
    const named = roots.filter((root) => isName(list[root].pattern, position));
    for (const root of named) this.#places.note(list[root].pattern.hashes[position], root * SIZE + position);
    if (named.length < LEAST_NAMES) return [];
    const messages = new Map<number, NamePlace[]>();
    for (const root of named) {
      for (const member of this.#places.of(list[root].pattern.hashes[position])) {
        const place = { handle: Math.floor(member / SIZE), position: member % SIZE };
        if (!areUnlike(list[first].pattern, position, list[place.handle].pattern, place.position)) continue;
        // A name that was found to be a value since is one of its message still.
        const key = patternKey(list[entries.resolve(place.handle)].pattern, [place.position]);
        messages.set(key, [...messages.get(key) ?? [], place]);
      }
    }
    return messages.values().find((places) => namesOf(places, list) >= LEAST_NAMES) ?? [];
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#places.forget((member) => handles.has(Math.floor(member / SIZE)));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): NumberGroupsState {
    return this.#places.dump();
  }

  restore(state: NumberGroupsState): void {
    this.#places.restore(state);
  }
}

/** Whether words that stand at one position may all be names. */
export function mayBeNames(patterns: readonly Pattern[], position: number): boolean {
  return patterns.every(({ kinds, texts }) =>
    kinds[position] === WORD && !isInCapitals(texts[position]) && !saysWhatHappened(texts[position].toLowerCase())
  );
}

/** Whether a word, or the last of those that it is made of, is no name of a thing: `failed`, `access_refused`. */
function saysWhatHappened(word: string): boolean {
  return isParticiple(word) || HAPPENED.test(word);
}

function isName({ kinds, texts, wildcards }: Pattern, position: number): boolean {
  if (kinds[position] !== WORD || wildcards.includes(position)) return false;
  return COMPOUND.test(texts[position]);
}

function namesOf(places: readonly NamePlace[], list: Entries["list"]): number {
  return new Set(places.map(({ handle, position }) => list[handle].pattern.hashes[position])).size;
}

/** Whether two messages differ in more than a state, what they are compared for aside. */
function areUnlike(pattern: Pattern, at: number, other: Pattern, otherAt: number): boolean {
  if (pattern.kinds.length !== other.kinds.length || at !== otherAt) return true;
  let apart = 0;
  for (let i = 0; i < pattern.kinds.length; i++) if (i !== at && pattern.hashes[i] !== other.hashes[i]) apart++;
  return apart >= LEAST_APART;
}
