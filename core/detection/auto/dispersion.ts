import { RateBands, type RateBandsState } from "./rate_bands.ts";

/** Squares and means of a scatter at its beginning: a prior of a few counts. */
const PRIOR_SQUARES = 2, PRIOR_MEANS = 1;
/**
 * An hour enters its scatter this many hours later, once that is known by a dozen of them: the hour in which a slow change begins would widen the band of the
 * next, in which it could be seen. On 17 unlike logs 8 of 14 drops to a third for an hour are called with it, and 6 without.
 */
const DELAY_HOURS = 2, KNOWN_HOURS = 12;

/** State of a dispersion as numbers, for each of its three lengths of time, and the bands of rates of each where these are told apart. */
export type DispersionState = readonly [
  tick: ScatterState,
  ten: ScatterState,
  hour: ScatterState,
  byRate?: { readonly rate: number | null; readonly bands: readonly RateBandsState[] },
];

/** What a dispersion begins with. */
interface DispersionOptions {
  /** Whether it is told for each rate by itself, once {@linkcode Dispersion.settleAt} says at which. @default false */
  readonly byRate?: boolean;
  /** What is known of the rates, for a tick, ten minutes and an hour. @default {nothing} */
  readonly bands?: readonly RateBandsState[];
}

/**
 * How far a series' counts scatter around what is expected of them, as variance to mean, for sums over a tick, ten minutes and
 * an hour: 1 for a Poisson process, more for lines that come in clumps and for a level that drifts. Never below 1, never less
 * for a longer sum. Hours are learned two hours later. Squares, means and lines are forgotten slowly (two days for ticks, three for hours).
 *
 * For a series whose rate swings by far within a day they are told for each rate by itself.
 *
 * State: 25 numbers at most, and {@linkcode RateBands} for each length where rates are told apart.
 */
export class Dispersion {
  readonly #ticksPerHour: number;
  readonly #ticksPerTen: number;
  readonly #ofTick: Scatter;
  readonly #ofTen: Scatter;
  readonly #ofHour: Scatter;
  readonly #byRate: boolean;
  /** Lines a tick at which it is told; null: of any number. */
  #rate: number | null = null;
  #tick = 1;
  #ten = 1;
  #hour = 1;

  constructor(ticksPerHour: number, { byRate = false, bands = [] }: DispersionOptions = {}) {
    this.#ticksPerHour = ticksPerHour;
    this.#ticksPerTen = Math.max(1, Math.round(ticksPerHour / 6));
    this.#byRate = byRate;
    this.#ofTick = new Scatter({ ticks: 1, keep: 1 - 1 / (48 * ticksPerHour), byRate, bands: bands[0] });
    this.#ofTen = new Scatter({ ticks: this.#ticksPerTen, keep: 1 - 1 / 400, byRate, bands: bands[1] });
    this.#ofHour = new Scatter({ ticks: ticksPerHour, keep: 1 - 1 / 67, delay: DELAY_HOURS, byRate, bands: bands[2] });
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

  /** Tells from now on how counts scatter where so many are expected in a tick; nothing else where rates are not told apart. */
  settleAt(rate: number): void {
    if (!this.#byRate) return;
    this.#rate = rate;
    this.#settle();
  }

  toState(): DispersionState {
    const scatters = [this.#ofTick, this.#ofTen, this.#ofHour] as const;
    const [tick, ten, hour] = scatters;
    const states = [tick.toState(), ten.toState(), hour.toState()] as const;
    return this.#byRate ? [...states, { rate: this.#rate, bands: scatters.map((each) => each.bands) }] : states;
  }

  /** @param options `byRate`: also of a state of before rates were told apart. */
  static fromState(
    [tick, ten, hour, rates]: DispersionState,
    ticksPerHour: number,
    { byRate = false } = {},
  ): Dispersion {
    const dispersion = new Dispersion(ticksPerHour, { byRate, bands: rates?.bands });
    dispersion.#ofTick.restore(tick);
    dispersion.#ofTen.restore(ten);
    dispersion.#ofHour.restore(hour);
    dispersion.#rate = rates?.rate ?? null;
    dispersion.#settle();
    return dispersion;
  }

  #settle(): void {
    this.#tick = Math.max(1, this.#ofTick.at(this.#rate));
    this.#ten = Math.max(this.#tick, this.#ofTen.at(this.#rate));
    this.#hour = Math.max(this.#ten, this.#ofHour.at(this.#rate));
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
  readonly #bands: RateBands | null;

  /**
   * @param ticks how many a sum holds. @param keep share of the older sums that is left after a new one.
   * @param delay after how many others a sum is taken. @param byRate whether rates are told apart. @param bands what is known of them.
   */
  constructor({ ticks, keep, delay = 0, byRate, bands }: {
    readonly ticks: number;
    readonly keep: number;
    readonly delay?: number;
    readonly byRate: boolean;
    readonly bands?: RateBandsState;
  }) {
    this.#length = ticks;
    this.#keep = keep;
    this.#delay = delay;
    this.#bands = byRate ? new RateBands(keep, bands) : null;
  }

  /** Squared residuals to means where so many lines a tick are expected; null: of all that were. */
  at(rate: number | null): number {
    return this.#bands === null || rate === null ? this.#ratio : this.#bands.at(rate, this.#ratio);
  }

  get bands(): RateBandsState {
    return this.#bands?.toState() ?? [];
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
    this.#known = this.#known * this.#keep + 1;
    this.#bands?.take(expected / this.#length, actual, expected);
    this.#ratio = this.#squares / Math.max(this.#means, this.#seen);
  }
}

function pairsOf(numbers: readonly number[]): Sum[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!]);
}
