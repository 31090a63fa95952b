import { IDENTIFIER, PARTIAL, PUNCTUATION } from "../tokens/token_list.ts";
import { groupsOf, type GroupsState, listsOf, NumberGroups } from "./number_groups.ts";
import { type Pattern, patternKey } from "./pattern.ts";

const MAX_GROUP = 64;

/** Remembers which templates are the same but for certain positions. */
export class VariantGroups {
  readonly #groups = new NumberGroups(MAX_GROUP);

  /** Notes that the template is one of those that differ at these positions alone, and returns them all; none while there is no other. */
  note(handle: number, pattern: Pattern, positions: readonly number[]): readonly number[] {
    return this.#groups.note(patternKey(pattern, positions), handle);
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    this.#groups.forget((handle) => handles.has(handle));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): GroupsState {
    return listsOf(this.#groups.dump());
  }

  restore(state: GroupsState): void {
    this.#groups.restore(groupsOf(state));
  }
}

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
