/** Counts per key in blocks of lines, equally long and bounded in number: how evenly the lines of a key are spread. */
export class BlockCounts {
  readonly #most: number;
  readonly #counts: number[][] = [];
  #totals: number[] = [];
  #linesPerBlock = 1;
  #inBlock = 0;

  /** @param most blocks that are kept, even: when they are full, each two become one. */
  constructor(most = 32) {
    this.#most = most;
  }

  /** Counts a line of a key, a small whole number. */
  add(key: number): void {
    if (this.#totals.length === 0 || this.#inBlock === this.#linesPerBlock) this.#begin();
    const block = this.#totals.length - 1;
    const counts = this.#counts[key] ??= [];
    counts[block] = (counts[block] ?? 0) + 1;
    this.#totals[block]!++;
    this.#inBlock++;
  }

  /** Lines of all keys, block by block. */
  get totals(): readonly number[] {
    return this.#totals;
  }

  /** Lines of a key, block by block. */
  of(key: number): number[] {
    return this.#totals.map((_, block) => this.#counts[key]?.[block] ?? 0);
  }

  #begin(): void {
    if (this.#totals.length === this.#most) {
      this.#counts.forEach((counts, key) => this.#counts[key] = inPairs(counts));
      this.#totals = inPairs(this.#totals);
      this.#linesPerBlock *= 2;
    }
    this.#totals.push(0);
    this.#inBlock = 0;
  }
}

function inPairs(counts: readonly number[]): number[] {
  return Array.from(
    { length: Math.ceil(counts.length / 2) },
    (_, i) => (counts[2 * i] ?? 0) + (counts[2 * i + 1] ?? 0),
  );
}
