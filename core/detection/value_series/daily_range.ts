import type { NoiseFloor } from "./noise_floor.ts";
import { modulo, SLOTS } from "./time_of_day.ts";

/**
 * The least and the greatest value of each half hour of the last three days, so that a nightly job is normal once it has been seen.
 *
 * A match is narrow: some one of those days must have had a value as low and one as high within half an hour of the time of day. By chance
 * that explains a spike away in 6 to 18 % of cases, which is why it lowers evidence and does not void it.
 */
export class DailyRange {
  readonly #low = new Float64Array(RING).fill(Infinity);
  readonly #high = new Float64Array(RING).fill(-Infinity);
  #slot = NaN;

  constructor(readonly floor: NoiseFloor) {}

  /** Whether the value was seen at this time of day, which is given in half hours since the epoch; then remembers it. */
  step(slot: number, value: number): boolean {
    this.#open(slot);
    const seen = DAYS.some((day) => this.#covers(slot - day * SLOTS, value));
    const at = modulo(slot, RING);
    this.#low[at] = Math.min(this.#low[at]!, value);
    this.#high[at] = Math.max(this.#high[at]!, value);
    return seen;
  }

  /** Empties the half hours since the last row: they hold those of four days ago. */
  #open(slot: number): void {
    const passed = Number.isNaN(this.#slot) ? 0 : Math.min(RING, Math.max(0, slot - this.#slot));
    for (let i = 0; i < passed; i++) {
      this.#low[modulo(slot - i, RING)] = Infinity;
      this.#high[modulo(slot - i, RING)] = -Infinity;
    }
    this.#slot = slot;
  }

  #covers(middle: number, value: number): boolean {
    let low = Infinity;
    let high = -Infinity;
    for (let slot = middle - 1; slot <= middle + 1; slot++) {
      low = Math.min(low, this.#low[modulo(slot, RING)]!);
      high = Math.max(high, this.#high[modulo(slot, RING)]!);
    }
    const slack = this.floor.at(value);
    return value >= low - slack && value <= high + slack;
  }
}

const DAYS = [1, 2, 3];

/** Three days, today, and the half hour before three days ago, in half hours. */
const RING = 4 * SLOTS;
