import { PUNCTUATION, WORD } from "../tokens/token_list.ts";
import { groupsOf, type GroupsState, listsOf, NumberGroups } from "./number_groups.ts";
import { mix, type Pattern } from "./pattern.ts";

/** Templates of one punctuation that are remembered. */
const MOST = 128;
/** Words that two templates have in common at least, so that what is a variable in one is one in the other. */
const LEAST_WORDS = 2;

/** Remembers templates that have the same punctuation at the same positions. */
export class Siblings {
  readonly #groups = new NumberGroups(MOST);

  /** Notes a template, and returns all that are like it; none while there is no other. */
  note(handle: number, pattern: Pattern): readonly number[] {
    return this.#groups.note(skeletonOf(pattern), handle);
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

function skeletonOf({ kinds, hashes }: Pattern): number {
  let sum = kinds.length;
  for (let i = 0; i < kinds.length; i++) if (kinds[i] === PUNCTUATION) sum = (sum + mix(hashes[i], i)) | 0;
  return sum;
}

/**
 * Positions where a template has words and another one, which differs from it in one further word alone, has wildcards; none where the two
 * have little in common.
 */
export function inherited(pattern: Pattern, general: Pattern): number[] {
  const positions: number[] = [];
  let others = 0, common = 0;
  for (let i = 0; i < pattern.kinds.length; i++) {
    const isOpen = pattern.wildcards.includes(i);
    if (general.wildcards.includes(i)) {
      if (!isOpen) positions.push(i);
    } else if (isOpen) return [];
    else if (pattern.hashes[i] !== general.hashes[i] || pattern.checks[i] !== general.checks[i]) others++;
    else if (pattern.kinds[i] === WORD) common++;
  }
  return others === 1 && common >= LEAST_WORDS ? positions : [];
}
