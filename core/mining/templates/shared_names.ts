import { WORD } from "../tokens/token_list.ts";
import { GERUND, sayWhatHappens, STATE_NOUNS, STATE_VERBS, STATES } from "./cue_words.ts";
import type { Entries } from "./entries.ts";
import { isInCapitals, isTag } from "./evidence.ts";
import { isVerbal } from "./log_words.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import { type Pattern, patternKey } from "./pattern.ts";

/** Templates that have a name in one place and are remembered. */
const MOST = 32;
/** Names made of several words that messages have in common, by how many others have them, from which on they are taken for values of all. */
const LEAST_NAMES: readonly Least[] = [{ names: 3, others: 1 }, { names: 2, others: 2 }];
/** The same of plain words; of three, of which none says how things are; and of two, of which none says either what is done. */
const LEAST_PLAIN: readonly Least[] = [{ names: 4, others: 2 }];
const LEAST_THREE: readonly Least[] = [{ names: 3, others: 3 }],
  LEAST_TWO: readonly Least[] = [{ names: 2, others: 4 }];
/** Tokens in which two messages differ that are no two states of one. */
const LEAST_APART = 2;
/** A member is `handle * SIZE + position`. */
const SIZE = 256;
/** As names of things in programs are made of several words: `MailWorker`, `deploy-web`, `line_items`. */
const COMPOUND = /[a-z][A-Z]|[A-Za-z][-_.][A-Za-z]/;

/** What the last of several words says that happened: `access_refused`. */
const HAPPENED = /[-_][a-z]+[^e]ed$/;

/** How many names how many other messages have in common with one. */
interface Least {
  readonly names: number;
  readonly others: number;
}

const NONE: readonly (readonly NamePlace[])[] = [];
/** A template and the position at which it has a name. */
export interface NamePlace {
  readonly handle: number;
  readonly position: number;
}

/** Remembers by name the templates that differ from others in it alone: names come back in several messages. */
export class SharedNames {
  readonly #places = new NumberGroups(MOST);

  /**
   * Notes a template among those that differ from it at a position alone, and returns the templates of other messages that have the same
   * names, if so it is: the fewer the names, the more messages, and of plain words more of both.
   */
  note(roots: readonly number[], position: number, entries: Entries): readonly (readonly NamePlace[])[] {
    const { list } = entries;
    for (const root of roots) this.#places.note(list[root].pattern.hashes[position], root * SIZE + position);
    const patterns = roots.map((root) => list[root].pattern);
    const compounds = roots.filter((_, i) => isCompoundName(patterns[i], position));
    const named = this.#shared(compounds, position, entries, LEAST_NAMES);
    if (named.length > 0) return named;
    if (position === 0 && !isTag(patterns[0], 0) || areStates(patterns, position)) return NONE;
    const words = patterns.map(({ texts }) => texts[position].toLowerCase());
    const least = words.some((word) => STATES.has(word) || GERUND.test(word))
      ? LEAST_PLAIN
      : [...LEAST_PLAIN, ...LEAST_THREE, ...(words.some(isVerbal) ? [] : LEAST_TWO)];
    return this.#shared(roots, position, entries, least);
  }

  /** The templates of other messages that have some of the names of templates, if enough of them have enough of them. */
  #shared(
    named: readonly number[],
    position: number,
    entries: Entries,
    least: readonly Least[],
  ): readonly (readonly NamePlace[])[] {
    const possible = least.filter(({ names }) => names <= named.length);
    if (possible.length === 0) return NONE;
    const messages = this.#messagesWith(named, position, entries)
      .map((places) => ({ places, names: namesOf(places, entries.list) }));
    for (const { names, others } of possible) {
      const found = messages.filter((message) => message.names >= names);
      if (found.length >= others) return found.map(({ places }) => places);
    }
    return NONE;
  }

  /** The templates of each other message that has any of the names of some templates. */
  #messagesWith(named: readonly number[], position: number, entries: Entries): readonly (readonly NamePlace[])[] {
    const { list } = entries;
    const [first] = named;
    const messages = new Map<number, NamePlace[]>();
    for (const root of named) {
      for (const member of this.#places.of(list[root].pattern.hashes[position])) {
        const place = placeOf(member);
        if (!areUnlike(list[first].pattern, position, list[place.handle].pattern, place.position)) continue;
        // A name that was found to be a value since is one of its message still.
        const key = patternKey(list[entries.resolve(place.handle)].pattern, [place.position]);
        messages.set(key, [...messages.get(key) ?? [], place]);
      }
    }
    return [...messages.values()];
  }

  /** Where templates have a word among those that differ in it alone. */
  placesOf(hash: number): readonly NamePlace[] {
    return this.#places.of(hash).map(placeOf);
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
  const words = patterns.map(({ texts }) => texts[position].toLowerCase());
  return patterns.every(({ kinds, texts }) => kinds[position] === WORD && !isInCapitals(texts[position])) &&
    !words.some((word) => HAPPENED.test(word)) && !sayWhatHappens(words);
}

function placeOf(member: number): NamePlace {
  return { handle: Math.floor(member / SIZE), position: member % SIZE };
}

function isCompoundName({ kinds, texts, wildcards }: Pattern, position: number): boolean {
  if (kinds[position] !== WORD || wildcards.includes(position)) return false;
  return COMPOUND.test(texts[position]);
}

/** Whether plain words are states: half of them are known for such, or they stand where states do, `is degraded`, `idle state`. */
export function areStates(patterns: readonly Pattern[], position: number): boolean {
  const states = patterns.filter(({ texts }) => isUsualState(texts[position]));
  return states.length * 2 >= patterns.length ||
    patterns.some(({ texts }) => saysState(texts[position - 1], texts[position + 1]));
}

function isUsualState(text: string): boolean {
  return STATES.has(text.toLowerCase());
}

/** Whether the words around a place say that a state stands there. */
function saysState(before = "", after = ""): boolean {
  const word = before.toLowerCase();
  return STATE_NOUNS.has(word) || STATE_VERBS.has(word) || STATE_NOUNS.has(after.toLowerCase());
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
