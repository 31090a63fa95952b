import { NumberTable } from "./number_table.ts";
import { keyOf, mix, type Pattern, patternKey, wildcardMix } from "./pattern.ts";

/** Tokens of a message by their hashes, of which `count` are meant. */
export interface HashedTokens {
  readonly count: number;
  readonly hashes: Int32Array;
  readonly checks: Int32Array;
}

/** Finds the template of a scanned message: exactly, or with wildcards where templates have some. */
export class TemplateIndex {
  readonly #handles = new NumberTable();
  /** Per number of tokens, the sets of positions that are wildcards in some template, the smallest first: the most particular is found. */
  readonly #wildcardSets = new Map<number, number[][]>();

  /** Patterns that lines are found by. */
  get size(): number {
    return this.#handles.size;
  }

  /** Handle of a template whose lines include the message, or -1. Costs a look-up for each set of wildcards of its length. */
  find(tokens: HashedTokens): number {
    const { count, hashes, checks } = tokens;
    let sum = 0, check = 0;
    for (let i = 0; i < count; i++) {
      sum = (sum + mix(hashes[i], i)) | 0;
      check = (check + mix(checks[i], i)) | 0;
    }
    const exact = this.#handles.get(keyOf(sum, check) + count);
    if (exact !== undefined) return exact;
    const sets = this.#wildcardSets.get(count);
    if (sets === undefined) return -1;
    for (const wildcards of sets) {
      let openedSum = sum, openCheck = check;
      for (const i of wildcards) {
        openedSum = (openedSum - mix(hashes[i], i) + wildcardMix(i)) | 0;
        openCheck = (openCheck - mix(checks[i], i) + wildcardMix(i)) | 0;
      }
      const found = this.#handles.get(keyOf(openedSum, openCheck) + count);
      if (found !== undefined) return found;
    }
    return -1;
  }

  /** Handle of the template with exactly this pattern. */
  get(pattern: Pattern): number | undefined {
    return this.#handles.get(patternKey(pattern));
  }

  /** Lets the pattern's lines be found; what was added before stays found. */
  add(pattern: Pattern, handle: number): void {
    this.#handles.set(patternKey(pattern), handle);
    if (pattern.wildcards.length === 0) return;
    const sets = this.#wildcardSets.get(pattern.kinds.length) ?? [];
    const name = pattern.wildcards.join();
    if (sets.some((wildcards) => wildcards.join() === name)) return;
    sets.push([...pattern.wildcards]);
    sets.sort((a, b) => a.length - b.length);
    this.#wildcardSets.set(pattern.kinds.length, sets);
  }

  /** Lets no message be found by these handles any more. */
  remove(handles: ReadonlySet<number>): void {
    this.#handles.keep((handle) => !handles.has(handle));
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): IndexState {
    return { handles: this.#handles.entries(), holeSets: [...this.#wildcardSets] };
  }

  restore({ handles, holeSets }: IndexState): void {
    for (const [key, handle] of handles) this.#handles.set(key, handle);
    for (const [count, sets] of holeSets) this.#wildcardSets.set(count, sets.map((wildcards) => [...wildcards]));
  }
}

/** An index in plain arrays; its sets of wildcards keep the name that stored snapshots have for them. */
export interface IndexState {
  readonly handles: readonly (readonly [number, number])[];
  readonly holeSets: readonly (readonly [number, readonly (readonly number[])[]])[];
}
