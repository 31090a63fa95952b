/** The usual time between rows: the median of the last 15 gaps. */
export class RowInterval {
  readonly #gaps: number[] = [];
  #last = NaN;

  /** Takes one more time stamp and gives the seconds between rows; 60 before two are known. Rows out of order and repeated times are passed over. */
  step(time: number): number {
    if (time > this.#last) {
      this.#gaps.push(time - this.#last);
      if (this.#gaps.length > KEPT) this.#gaps.shift();
    }
    this.#last = time;
    return this.#gaps.toSorted((a, b) => a - b)[this.#gaps.length >> 1] ?? UNKNOWN;
  }
}

const KEPT = 15;
const UNKNOWN = 60;
