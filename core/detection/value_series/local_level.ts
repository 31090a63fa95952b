import type { NoiseFloor } from "./noise_floor.ts";
import { RobustScale } from "./robust_scale.ts";

/** What a level forgets: both are shares a row, `level` of the level itself and `scale` of the usual deviation from it. */
export interface LevelRates {
  readonly level: number;
  readonly scale: number;
}

/** Deviations of a value from the clipped exponential average of those before it. */
export class LocalLevel {
  readonly #scale: RobustScale;
  #level = NaN;
  #count = 0;

  constructor(readonly rates: LevelRates, readonly floor: NoiseFloor) {
    this.#scale = new RobustScale(rates.scale);
  }

  /** Signed deviations; 0 for the first ten values. */
  step(value: number): number {
    this.#count++;
    if (this.#count === 1) {
      this.#level = value;
      return 0;
    }
    const deviations = this.#scale.step(value - this.#level, this.floor.at(this.#level));
    this.#level += Math.max(this.rates.level, 1 / this.#count) * this.#scale.clipped;
    return this.#count < YOUNG ? 0 : deviations;
  }
}

const YOUNG = 10;
