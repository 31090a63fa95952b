/** Squares and means of a scatter at its beginning: a prior of a few counts. */
const PRIOR_SQUARES = 2, PRIOR_MEANS = 1;
/**
 * An hour enters its scatter this many hours later, once that is known by a dozen of them: the hour in which a slow change begins would widen the band of the
 * next, in which it could be seen. On 17 unlike logs 8 of 14 drops to a third for an hour are called with it, and 6 without.
 */
const DELAY_HOURS = 2, KNOWN_HOURS = 12;

/** State of a dispersion as numbers, for each of its three lengths of time. */
export type DispersionState = readonly [tick: ScatterState, ten: ScatterState, hour: ScatterState];

/**
 * How far a series' counts scatter around what is expected of them, as variance to mean, for sums over a tick, ten minutes and
 * an hour: 1 for a Poisson process, more for lines that come in clumps and for a level that drifts. Never below 1, never less
 * for a longer sum. Hours are learned two hours later. Squares, means and lines are forgotten slowly (two days for ticks, three for hours).
 *
 * State: 25 numbers at most.
 */
export class Dispersion {
  readonly #ticksPerHour: number;
  readonly #ticksPerTen: number;
  readonly #ofTick: Scatter;
  readonly #ofTen: Scatter;
  readonly #ofHour: Scatter;
  #tick = 1;
  #ten = 1;
  #hour = 1;

  constructor(ticksPerHour: number) {
    this.#ticksPerHour = ticksPerHour;
    this.#ticksPerTen = Math.max(1, Math.round(ticksPerHour / 6));
    this.#ofTick = new Scatter({ ticks: 1, keep: 1 - 1 / (48 * ticksPerHour) });
    this.#ofTen = new Scatter({ ticks: this.#ticksPerTen, keep: 1 - 1 / 400 });
    this.#ofHour = new Scatter({ ticks: ticksPerHour, keep: 1 - 1 / 67, delay: DELAY_HOURS });
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
  over(ticks: number): number {
    if (ticks <= 1) return this.#tick;
    const ten = this.#ticksPerTen, hour = this.#ticksPerHour;
    if (ticks >= hour) return this.#hour;
    if (ticks <= ten) return this.#tick + (this.#ten - this.#tick) * (ticks - 1) / Math.max(1, ten - 1);
    return this.#ten + (this.#hour - this.#ten) * (ticks - ten) / Math.max(1, hour - ten);
  }

  /** Takes a tick. @param count clipped to what is plausible: one flood must not widen the band for days. */
  learn(count: number, expected: number): void {
    this.#ofTick.learn(count, expected);
    this.#ofTen.learn(count, expected);
    this.#ofHour.learn(count, expected);
    this.#settle();
  }

  toState(): DispersionState {
    return [this.#ofTick.toState(), this.#ofTen.toState(), this.#ofHour.toState()];
  }

  static fromState([tick, ten, hour]: DispersionState, ticksPerHour: number): Dispersion {
    const dispersion = new Dispersion(ticksPerHour);
    dispersion.#ofTick.restore(tick);
    dispersion.#ofTen.restore(ten);
    dispersion.#ofHour.restore(hour);
    dispersion.#settle();
    return dispersion;
  }

  #settle(): void {
    this.#tick = Math.max(1, this.#ofTick.ratio);
    this.#ten = Math.max(this.#tick, this.#ofTen.ratio);
    this.#hour = Math.max(this.#ten, this.#ofHour.ratio);
  }
}

/** State of a scatter as numbers; `seen` is what came where `means` was expected, the same in states of before it was kept; what waits is in pairs. */
export type ScatterState = readonly [
  squares: number,
  means: number,
  actual: number,
  expected: number,
  ticks: number,
  seen?: number,
  known?: number,
  ...waiting: number[],
];

/** Lines over one length of time, and how many were expected. */
type Sum = readonly [actual: number, expected: number];
const NONE: readonly Sum[] = [];

/**
 * Squared residuals of sums over one length of time against what was expected, or against what came where that was more: of a series that hardly ever has
 * lines next to nothing is expected, and its first burst of eleven lines would be a scatter of its square over that, thousands. Over what came it is
 * the mean size of bursts, weighted by size, which is what a compound Poisson process scatters by.
 */
class Scatter {
  readonly #length: number;
  readonly #keep: number;
  readonly #delay: number;
  #squares = PRIOR_SQUARES;
  #means = PRIOR_MEANS;
  #seen = PRIOR_MEANS;
  #ratio = PRIOR_SQUARES / PRIOR_MEANS;
  #actual = 0;
  #expected = 0;
  #ticks = 0;
  /** How many sums were taken, older ones for less. */
  #known = 0;
  #waiting: readonly Sum[] = NONE;

  /**
   * @param ticks how many a sum holds. @param keep share of the older sums that is left after a new one.
   * @param delay after how many others a sum is taken
   */
  constructor({ ticks, keep, delay = 0 }: { readonly ticks: number; readonly keep: number; readonly delay?: number }) {
    this.#length = ticks;
    this.#keep = keep;
    this.#delay = delay;
  }

  /** Squared residuals to means. */
  get ratio(): number {
    return this.#ratio;
  }

  learn(count: number, expected: number): void {
    this.#actual += count;
    this.#expected += expected;
    if (++this.#ticks < this.#length) return;
    const sum = [this.#actual, this.#expected] as const;
    this.#actual = this.#expected = this.#ticks = 0;
    if (this.#delay === 0 || this.#known < KNOWN_HOURS) return this.#take(sum);
    this.#waiting = [...this.#waiting, sum];
    if (this.#waiting.length <= this.#delay) return;
    const [oldest, ...others] = this.#waiting;
    this.#waiting = others;
    this.#take(oldest!);
  }

  toState(): ScatterState {
    const sum = [this.#actual, this.#expected, this.#ticks] as const;
    return [this.#squares, this.#means, ...sum, this.#seen, this.#known, ...this.#waiting.flat()];
  }

  restore(
    [squares, means, actual, expected, ticks, seen = means, known = KNOWN_HOURS, ...waiting]: ScatterState,
  ): void {
    this.#squares = squares;
    this.#means = means;
    this.#seen = seen;
    this.#ratio = squares / Math.max(means, seen);
    this.#actual = actual;
    this.#expected = expected;
    this.#ticks = ticks;
    this.#known = known;
    if (waiting.length > 0) this.#waiting = pairsOf(waiting);
  }

  #take([actual, expected]: Sum): void {
    this.#squares = this.#squares * this.#keep + (actual - expected) ** 2;
    this.#means = this.#means * this.#keep + expected;
    this.#seen = this.#seen * this.#keep + actual;
    this.#ratio = this.#squares / Math.max(this.#means, this.#seen);
    this.#known = this.#known * this.#keep + 1;
  }
}

function pairsOf(numbers: readonly number[]): Sum[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
}
