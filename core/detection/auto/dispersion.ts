/** A count, or a sum of counts, and what was expected of it. */
interface Sum {
  actual: number;
  expected: number;
}

/**
 * How far a series' counts scatter around what is expected of them, as variance to mean, for sums over a tick, ten minutes and
 * an hour: 1 for a Poisson process, more for lines that come in clumps and for a level that drifts. Never below 1, never less
 * for a longer sum. Squares and means are forgotten slowly (two days for ticks, three for hours).
 *
 * State: 12 numbers.
 */
export class Dispersion {
  readonly #ticksPerHour: number;
  readonly #ticksPerTen: number;
  /** Sums of squared residuals and of expectations: tick, ten minutes, hour. They begin at a prior of a few counts. */
  readonly #squares = new Float64Array([2, 2, 2]);
  readonly #means = new Float64Array([1, 1, 1]);
  readonly #sums = new Float64Array(4);
  #ticks = 0;
  #tick = 1;
  #ten = 1;
  #hour = 1;

  constructor(ticksPerHour: number) {
    this.#ticksPerHour = ticksPerHour;
    this.#ticksPerTen = Math.max(1, Math.round(ticksPerHour / 6));
    this.#settle();
  }

  /** Dispersion of single ticks. */
  get tick(): number {
    return this.#tick;
  }

  /** Dispersion of hours. */
  get hour(): number {
    return this.#hour;
  }

  /** Dispersion of sums over a number of ticks: between the three that are measured, by interpolation. */
  readonly over = (ticks: number): number => {
    if (ticks <= 1) return this.#tick;
    const ten = this.#ticksPerTen, hour = this.#ticksPerHour;
    if (ticks >= hour) return this.#hour;
    if (ticks <= ten) return this.#tick + (this.#ten - this.#tick) * (ticks - 1) / Math.max(1, ten - 1);
    return this.#ten + (this.#hour - this.#ten) * (ticks - ten) / Math.max(1, hour - ten);
  };

  /** Takes a tick. @param count clipped to what is plausible: one flood must not widen the band for days. */
  learn(count: number, expected: number): void {
    this.#keep(0, { actual: count, expected }, 1 - 1 / (48 * this.#ticksPerHour));
    this.#ticks++;
    for (const [scale, length, keep] of [[1, this.#ticksPerTen, 1 - 1 / 400], [2, this.#ticksPerHour, 1 - 1 / 67]]) {
      const at = (scale - 1) * 2;
      this.#sums[at] += count;
      this.#sums[at + 1] += expected;
      if (this.#ticks % length !== 0) continue;
      this.#keep(scale, { actual: this.#sums[at], expected: this.#sums[at + 1] }, keep);
      this.#sums[at] = this.#sums[at + 1] = 0;
    }
    this.#settle();
  }

  toState(): number[] {
    return [...this.#squares, ...this.#means, ...this.#sums, this.#ticks];
  }

  static fromState(state: readonly number[], ticksPerHour: number): Dispersion {
    const dispersion = new Dispersion(ticksPerHour);
    dispersion.#squares.set(state.slice(0, 3));
    dispersion.#means.set(state.slice(3, 6));
    dispersion.#sums.set(state.slice(6, 10));
    dispersion.#ticks = state[10];
    dispersion.#settle();
    return dispersion;
  }

  #keep(scale: number, { actual, expected }: Sum, share: number): void {
    this.#squares[scale] = this.#squares[scale] * share + (actual - expected) ** 2;
    this.#means[scale] = this.#means[scale] * share + expected;
  }

  #settle(): void {
    this.#tick = Math.max(1, this.#squares[0] / this.#means[0]);
    this.#ten = Math.max(this.#tick, this.#squares[1] / this.#means[1]);
    this.#hour = Math.max(this.#ten, this.#squares[2] / this.#means[2]);
  }
}
