import type { NoiseFloor } from "./noise_floor.ts";
import { RobustScale } from "./robust_scale.ts";
import { DAY, modulo, SLOTS } from "./time_of_day.ts";

/**
 * The usual value of each half hour of the day, and whether that explains the series: what makes noon's traffic anomalous at night.
 *
 * A day moves a half hour's value by a quarter of its clipped residual.
 */
export class DailyCourse {
  /** Whether the day explains the series: over the last week, but two days at least, residuals from the usual value are at most 0.6 of those from the mean. */
  explains = false;
  readonly #scale = new RobustScale(RATE);
  readonly #usual = new Float64Array(SLOTS).fill(NaN);
  readonly #days = new Uint16Array(SLOTS);
  #slot = NaN;
  #mean = NaN;
  #compared = 0;
  #fromUsual = 0;
  #fromMean = 0;

  constructor(readonly floor: NoiseFloor) {}

  /**
   * Deviations of a value from the usual one of its half hour (since the epoch), half of them while that is one day's, and 0 before.
   * `interval` is the seconds between rows.
   */
  step(slot: number, value: number, interval: number): number {
    const at = modulo(slot, SLOTS);
    const days = this.#days[at]!;
    if (slot !== this.#slot) this.#days[at]!++;
    this.#slot = slot;
    if (Number.isNaN(this.#usual[at]!)) this.#usual[at] = value;
    this.#compare(value, this.#usual[at]!, interval);
    return this.#learn(at, value, interval) * Math.min(1, days / 2);
  }

  #learn(at: number, value: number, interval: number): number {
    const residual = value - this.#usual[at]!;
    const deviations = this.#scale.step(residual, this.floor.at(this.#usual[at]!));
    const learned = this.#days[at]! <= 3 ? residual : this.#scale.clipped;
    this.#usual[at]! += Math.max(0.25, 1 / this.#days[at]!) * Math.min(1, interval * SLOTS / DAY) * learned;
    return deviations;
  }

  #compare(value: number, usual: number, interval: number): void {
    if (Number.isNaN(this.#mean)) this.#mean = value;
    const weight = Math.max(Math.min(0.1, interval / (7 * DAY)), 1 / ++this.#compared);
    this.#fromUsual += weight * (Math.abs(value - usual) - this.#fromUsual);
    this.#fromMean += weight * (Math.abs(value - this.#mean) - this.#fromMean);
    this.#mean += weight * (value - this.#mean);
    this.explains = this.#compared * interval > 2 * DAY && this.#fromUsual < EXPLAINED * this.#fromMean;
  }
}

/** The usual residual is forgotten by half in 140 rows. */
const RATE = 0.005;

/** 0.1 is a clean wave, 0.3 to 0.6 the traffic of real services, 1 is no daily course at all. */
const EXPLAINED = 0.6;
