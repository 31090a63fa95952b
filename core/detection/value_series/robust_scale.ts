/**
 * The usual size of a residual, kept by a clipped exponential average: a spike neither widens the band for long nor is it ever counted at
 * more than three deviations (Huber's clipping; the streaming form of the reweighting in Farrington et al. 1996).
 *
 * scale <- scale + w (1.25 |clipped residual| - scale), w = max(`rate`, 1/n); 1.25 turns the mean absolute deviation of normal residuals
 * into a standard deviation. The first 20 residuals are taken as they are.
 */
export class RobustScale {
  /** The last residual, cut to three deviations: what a level may learn from it. */
  clipped = 0;
  #scale = 0;
  #count = 0;

  constructor(readonly rate: number) {}

  /** How many deviations (at least `floor` each) a residual is from zero, by what was known before it; then learns it. */
  step(residual: number, floor: number): number {
    const deviation = Math.max(this.#scale, floor);
    this.#count++;
    this.clipped = this.#count < YOUNG ? residual : clamp(residual, CLIP * deviation);
    this.#scale += Math.max(this.rate, 1 / this.#count) * (1.25 * Math.abs(this.clipped) - this.#scale);
    return clamp(residual / deviation, FAR);
  }
}

const YOUNG = 20;
const CLIP = 3;

/** Farther than this is all the same: keeps every later sum finite. */
const FAR = 1e6;

/** `value` cut to [-limit, limit]. */
export function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
