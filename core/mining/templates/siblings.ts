import { PUNCTUATION, WORD } from "../tokens/token_list.ts";
import { mix, type Pattern } from "./pattern.ts";
import { forgetIn } from "./variant_groups.ts";

/** Templates of one punctuation that are remembered. */
const MOST = 128;
/** Words that two templates have in common at least, so that what is a variable in one is one in the other. */
const LEAST_WORDS = 2;

/** Remembers templates that have the same punctuation at the same positions. */
export class Siblings {
  readonly #groups = new Map<number, number[]>();

  /** Notes a template, and returns all that are like it. */
  note(handle: number, pattern: Pattern): readonly number[] {
    const key = skeletonOf(pattern);
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [handle]);
    else if (group.length < MOST && !group.includes(handle)) group.push(handle);
    return group ?? [handle];
  }

  /** Forgets templates whose patterns have changed. */
  forget(handles: ReadonlySet<number>): void {
    forgetIn(this.#groups, handles);
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): SiblingsState {
    return [...this.#groups];
  }

  restore(state: SiblingsState): void {
    for (const [key, handles] of state) this.#groups.set(key, [...handles]);
  }
}

/** Siblings in plain arrays. */
export type SiblingsState = readonly (readonly [number, readonly number[]])[];

function skeletonOf({ kinds, hashes }: Pattern): number {
  let sum = kinds.length;
  kinds.forEach((kind, i) => sum = (sum + (kind === PUNCTUATION ? mix(hashes[i], i) : 0)) | 0);
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
