import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import { OPEN_END, type Outline } from "./outlines.ts";
import { mix } from "./pattern.ts";

/** Templates of one key that are remembered. */
const MOST = 128;
/** Kinds of words in keys: one of the first two, the last one. */
const FIRST = 1, LAST = 2;
/** Stands for any end of a message. */
const ANY = 0x1b873593;
const SIZE = 0x100000000;
const NONE: readonly number[] = [];

/** Adds those of some templates that are wanted. */
type AddWanted = (handles: readonly number[], found: number[]) => void;

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
  note(handle: number, outline: Outline, isLive: (handle: number) => boolean = () => true): void {
    const { words, first, second, last, end } = outline;
    if (words === 0) return;
    this.#noteFirst(first, end, handle, isLive);
    if (words > 1) this.#noteFirst(second, end, handle, isLive);
    this.#note(keyOf(LAST, last, end), handle, isLive);
  }

  /** Templates that have a pattern's first word among their first two. */
  ofFirst({ words, first }: Outline): readonly number[] {
    return words === 0 ? NONE : this.#groups.of(keyOf(FIRST, first, ANY));
  }

  /** Those of the templates that may differ from a pattern in one place alone that are wanted, each once. */
  of({ words, first, second, last, end }: Outline, addWanted: AddWanted): readonly number[] {
    if (words === 0) return NONE;
    const found: number[] = [];
    this.#findFirst(first, end, addWanted, found);
    if (words > 1) this.#findFirst(second, end, addWanted, found);
    addWanted(this.#groups.of(keyOf(LAST, last, end)), found);
    return found.length > 1 ? this.#once(found) : found;
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

  #noteFirst(word: number, end: number, handle: number, isLive: (handle: number) => boolean): void {
    this.#note(keyOf(FIRST, word, end), handle, isLive);
    this.#note(keyOf(FIRST, word, ANY), handle, isLive);
  }

  #note(key: number, handle: number, isLive: (handle: number) => boolean): void {
    if (this.#groups.note(key, handle).length === MOST) this.#groups.keep(key, isLive);
  }

  #findFirst(word: number, end: number, addWanted: AddWanted, found: number[]): void {
    if (end === OPEN_END) return addWanted(this.#groups.of(keyOf(FIRST, word, ANY)), found);
    addWanted(this.#groups.of(keyOf(FIRST, word, end)), found);
    addWanted(this.#groups.of(keyOf(FIRST, word, OPEN_END)), found);
  }

  #once(handles: readonly number[]): number[] {
    this.#searches++;
    return handles.filter((handle) => {
      const isNew = this.#foundIn[handle] !== this.#searches;
      this.#foundIn[handle] = this.#searches;
      return isNew;
    });
  }
}

function keyOf(kind: number, word: number, end: number): number {
  return kind * SIZE + ((mix(word, kind) ^ end) >>> 0);
}
