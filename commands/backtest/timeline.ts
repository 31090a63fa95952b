/** A piece of a timeline. */
export interface TimelineBin {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: number;
}

/** Lines of a source over time, in a bounded number of equally long bins, which grow with the time that they cover. */
export class Timeline {
  readonly #most: number;
  #binMs: number;
  #fromMs = 0;
  #bins: number[] = [];

  /** @param binMs length of the first bins. @param most bins that are kept, even. */
  constructor(binMs: number, most = 720) {
    this.#binMs = binMs;
    this.#most = most;
  }

  /** Counts lines of a window; windows come in order, and one before the first counts to it. */
  add(startMs: number, lines: number): void {
    if (this.#bins.length === 0) this.#fromMs = startMs;
    while (this.#indexOf(startMs) >= this.#most) this.#halve();
    const index = Math.max(0, this.#indexOf(startMs));
    while (this.#bins.length <= index) this.#bins.push(0);
    this.#bins[index]! += lines;
  }

  get bins(): TimelineBin[] {
    return this.#bins.map((lines, i) => {
      const startMs = this.#fromMs + i * this.#binMs;
      return { startMs, endMs: startMs + this.#binMs, lines };
    });
  }

  #indexOf(timeMs: number): number {
    return Math.floor((timeMs - this.#fromMs) / this.#binMs);
  }

  #halve(): void {
    this.#binMs *= 2;
    this.#bins = Array.from({ length: Math.ceil(this.#bins.length / 2) }, (_, i) => {
      return this.#bins[2 * i]! + (this.#bins[2 * i + 1] ?? 0);
    });
  }
}
