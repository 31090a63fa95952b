import { holeMix, keyOf, mix, type Pattern, patternKey } from "./pattern.ts";
import type { Tokens } from "./tokens.ts";

/** Finds the template of a scanned message: exactly, or with holes where templates have some. */
export class TemplateIndex {
  readonly #handles = new Map<number, number>();
  /** Per number of tokens, the sets of positions that are holes in some template. */
  readonly #holeSets = new Map<number, number[][]>();

  /** Handle of a template whose lines include the message, or -1. Costs a look-up for each set of holes of its length. */
  find(tokens: Tokens): number {
    const { count, hashes, checks } = tokens;
    let sum = 0, check = 0;
    for (let i = 0; i < count; i++) {
      sum = (sum + mix(hashes[i], i)) | 0;
      check = (check + mix(checks[i], i)) | 0;
    }
    const exact = this.#handles.get(keyOf(sum, check) + count);
    if (exact !== undefined) return exact;
    const sets = this.#holeSets.get(count);
    if (sets === undefined) return -1;
    for (const holes of sets) {
      let holedSum = sum, holedCheck = check;
      for (const i of holes) {
        holedSum = (holedSum - mix(hashes[i], i) + holeMix(i)) | 0;
        holedCheck = (holedCheck - mix(checks[i], i) + holeMix(i)) | 0;
      }
      const found = this.#handles.get(keyOf(holedSum, holedCheck) + count);
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
    if (pattern.holes.length === 0) return;
    const sets = this.#holeSets.get(pattern.kinds.length) ?? [];
    const name = pattern.holes.join();
    if (sets.some((holes) => holes.join() === name)) return;
    sets.push([...pattern.holes]);
    this.#holeSets.set(pattern.kinds.length, sets);
  }

  /** All of it in plain arrays, for {@linkcode restore}. */
  dump(): IndexState {
    return { handles: [...this.#handles], holeSets: [...this.#holeSets] };
  }

  restore({ handles, holeSets }: IndexState): void {
    for (const [key, handle] of handles) this.#handles.set(key, handle);
    for (const [count, sets] of holeSets) this.#holeSets.set(count, sets.map((holes) => [...holes]));
  }
}

/** An index in plain arrays. */
export interface IndexState {
  readonly handles: readonly (readonly [number, number])[];
  readonly holeSets: readonly (readonly [number, readonly (readonly number[])[]])[];
}
