import { WORD } from "../tokens/token_list.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import { isOpen, mix, type Pattern } from "./pattern.ts";

/** Templates of one key that are remembered. */
const MOST = 128;
/** Kinds of words in keys: one of the first two, the last one. */
const FIRST = 1, LAST = 2;
/** How a message ends: with a value; whatever. Else with a certain token. */
const OPEN = 0x5bd1e995, ANY = 0x1b873593;
const SIZE = 0x100000000;
const NONE: readonly number[] = [];

/** What tells where a pattern may be looked for. */
interface Outside {
  /** Hashes of its first two words. */
  readonly firsts: readonly number[];
  readonly last: number;
  readonly end: number;
}

/**
 * Remembers templates by their first two words, their last one, and how they end. Two that differ in one place alone have some of them in
 * common, whatever stands there; the second word is there for those of which the first turns out to be a value.
 */
export class OuterWords {
  readonly #groups = new NumberGroups(MOST);
  /** By handle, in which search it was found last. */
  readonly #foundIn: number[] = [];
  #searches = 0;

  /** Notes a template; where there are many of a key, those that are none any more make room. */
  note(handle: number, pattern: Pattern, isLive: (handle: number) => boolean = () => true): void {
    const outside = outsideOf(pattern);
    if (outside === undefined) return;
    const { firsts, last, end } = outside;
    for (const first of firsts) {
      this.#note(keyOf(FIRST, first, end), handle, isLive);
      this.#note(keyOf(FIRST, first, ANY), handle, isLive);
    }
    this.#note(keyOf(LAST, last, end), handle, isLive);
  }

  /** Templates that have a pattern's first word among their first two. */
  ofFirst(pattern: Pattern, isWanted: (handle: number) => boolean): readonly number[] {
    const outside = outsideOf(pattern);
    return outside === undefined ? NONE : this.#groups.of(keyOf(FIRST, outside.firsts[0], ANY)).filter(isWanted);
  }

  /** Those of the templates that may differ from a pattern in one place alone that are looked for. */
  of(pattern: Pattern, isWanted: (handle: number) => boolean): readonly number[] {
    const outside = outsideOf(pattern), found: number[] = [];
    if (outside === undefined) return found;
    const { firsts, last, end } = outside;
    this.#searches++;
    for (const first of firsts) {
      if (end === OPEN) this.#find(keyOf(FIRST, first, ANY), isWanted, found);
      else {
        this.#find(keyOf(FIRST, first, end), isWanted, found);
        this.#find(keyOf(FIRST, first, OPEN), isWanted, found);
      }
    }
    this.#find(keyOf(LAST, last, end), isWanted, found);
    return found;
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#groups.forget((handle) => handles.has(handle));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): NumberGroupsState {
    return this.#groups.dump();
  }

  restore(state: NumberGroupsState): void {
    this.#groups.restore(state);
  }

  #note(key: number, handle: number, isLive: (handle: number) => boolean): void {
    if (this.#groups.note(key, handle).length === MOST) this.#groups.keep(key, isLive);
  }

  #find(key: number, isWanted: (handle: number) => boolean, found: number[]): void {
    for (const handle of this.#groups.of(key)) {
      if (this.#foundIn[handle] === this.#searches) continue;
      this.#foundIn[handle] = this.#searches;
      if (isWanted(handle)) found.push(handle);
    }
  }
}

function outsideOf(pattern: Pattern): Outside | undefined {
  const { kinds, hashes, wildcards } = pattern;
  const firsts: number[] = [], count = kinds.length;
  let last = -1;
  for (let i = 0; i < count; i++) {
    if (kinds[i] !== WORD || wildcards.includes(i)) continue;
    if (firsts.length < 2) firsts.push(hashes[i]);
    last = i;
  }
  if (last < 0) return undefined;
  return { firsts, last: hashes[last], end: isOpen(pattern, count - 1) ? OPEN : hashes[count - 1] };
}

function keyOf(kind: number, word: number, end: number): number {
  return kind * SIZE + ((mix(word, kind) ^ end) >>> 0);
}
