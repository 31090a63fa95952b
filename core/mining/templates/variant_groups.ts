import { IDENTIFIER, PARTIAL, PUNCTUATION } from "../tokens/token_list.ts";
import { type Pattern, patternKey } from "./pattern.ts";

const MAX_GROUP = 64;

/** Remembers which templates are the same but for certain positions. */
export class VariantGroups {
  readonly #groups = new Map<number, number[]>();

  /** Notes that the template is one of those that differ at these positions alone, and returns them all. */
  note(handle: number, pattern: Pattern, positions: readonly number[]): readonly number[] {
    const key = patternKey(pattern, positions);
    const members = this.#groups.get(key);
    if (members === undefined) {
      this.#groups.set(key, [handle]);
      return [handle];
    }
    if (members.length < MAX_GROUP && !members.includes(handle)) members.push(handle);
    return members;
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    forgetIn(this.#groups, handles);
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): GroupsState {
    return [...this.#groups];
  }

  restore(state: GroupsState): void {
    for (const [key, members] of state) this.#groups.set(key, [...members]);
  }
}

/** Leaves handles out of groups. */
export function forgetIn(groups: Map<number, number[]>, handles: ReadonlySet<number>): void {
  for (const [key, members] of groups) groups.set(key, members.filter((handle) => !handles.has(handle)));
}

/** Groups in plain arrays. */
export type GroupsState = readonly (readonly [number, readonly number[]])[];

/** Sets of positions at which a template may differ from others of its kind: all soft ones, then each one alone. */
export function variants(pattern: Pattern): number[][] {
  const soft: number[] = [], single: number[][] = [];
  for (let i = 0; i < pattern.kinds.length; i++) {
    if (pattern.kinds[i] === PUNCTUATION || pattern.wildcards.includes(i)) continue;
    single.push([i]);
    if (isSoft(pattern, i)) soft.push(i);
  }
  return soft.length > 0 ? [soft, ...single] : single;
}

function isSoft({ kinds }: Pattern, i: number): boolean {
  return kinds[i] === PARTIAL || (kinds[i] === IDENTIFIER && i > 0);
}
