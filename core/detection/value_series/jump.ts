import type { NoiseFloor } from "./noise_floor.ts";
import { RobustScale } from "./robust_scale.ts";

/** Deviations of the change from the last value, by the usual size of changes (half of it forgotten in 350 rows). */
export class Jump {
  readonly #scale = new RobustScale(RATE);
  #last = NaN;

  constructor(readonly floor: NoiseFloor) {}

  /** Signed deviations; 0 for the first value. */
  step(value: number): number {
    const last = Number.isNaN(this.#last) ? value : this.#last;
    this.#last = value;
    return this.#scale.step(value - last, this.floor.at(last));
  }
}

const RATE = 0.002;
