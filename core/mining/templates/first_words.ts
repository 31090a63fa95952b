import { IDENTIFIER } from "../tokens/token_list.ts";
import { NumberGroups, type NumberGroupsState } from "./number_groups.ts";
import type { Pattern } from "./pattern.ts";

/** Templates of one first word that are remembered. */
const MOST = 128;
/** Key of the templates that begin with a value. */
const OPEN = 0;

/** Remembers templates that begin alike, whatever their length. */
export class FirstWords {
  readonly #groups = new NumberGroups(MOST);

  /** Notes a template; where there are many, those that are none any more make room. */
  note(handle: number, pattern: Pattern, isLive: (handle: number) => boolean = () => true): void {
    const key = keyOf(pattern);
    if (this.#groups.note(key, handle).length === MOST) this.#groups.keep(key, isLive);
  }

  /** Those of the templates that may begin as a pattern does, with its first word or with a value, that are looked for. */
  of(pattern: Pattern, isWanted: (handle: number) => boolean): readonly number[] {
    const key = keyOf(pattern), found = this.#groups.of(key).filter(isWanted);
    return key === OPEN ? found : [...found, ...this.#groups.of(OPEN).filter(isWanted)];
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
}

function keyOf({ kinds, hashes, wildcards }: Pattern): number {
  return kinds.length === 0 || kinds[0] >= IDENTIFIER || wildcards[0] === 0 ? OPEN : (hashes[0] >>> 0) + 1;
}
