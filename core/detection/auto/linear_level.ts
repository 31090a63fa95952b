/** How often the line is fitted anew, in ticks. */
const FIT_EVERY = 5;
/** How strongly a young slope is drawn to half of proportionality, in shares of the squared mean of the reference. */
const RIDGE = 0.02;

/** Traffic below which a tick weighs no more, lines. */
const LEAST_TRAFFIC = 1;

/** How {@linkcode LinearLevel} forgets, in ticks. */
export interface LevelMemory {
  /** What is older counts less than 1/e. */
  readonly ticks: number;
  readonly ticksPerHour: number;
}

/** State of a level as numbers: its weighted sums, the line, and what moved it. */
export type LevelState = readonly [
  weight: number,
  x: number,
  xx: number,
  n: number,
  xn: number,
  intercept: number,
  slope: number,
  scale: number,
  age: number,
];

/**
 * What is expected of a series, as a line over its source's traffic: level = scale (a + b x), x being the smoothed traffic of
 * the whole source. The course of the day, weekends and slow drift are in x, so that they are known from the first hours on
 * and need no profile of each series. Weighted least squares with forgetting (weights 1/x, as for counts whose variance follows the
 * traffic), the slope
 * drawn to half of proportionality by a ridge that fades with age.
 *
 * State: 9 numbers. Cost: a few operations a tick; the fit is closed.
 */
export class LinearLevel {
  readonly #memory: LevelMemory;
  #weight = 0;
  #x = 0;
  #xx = 0;
  #n = 0;
  #xn = 0;
  #intercept = 0;
  #slope = 0;
  #scale = 1;
  #age = 0;

  constructor(memory: LevelMemory) {
    this.#memory = memory;
  }

  /** Ratio by which lasting changes have moved the level since it was fitted. */
  get scale(): number {
    return this.#scale;
  }

  /** Moves the level at once, for a change that lasts. */
  set scale(scale: number) {
    this.#scale = Math.min(1e3, Math.max(1e-3, scale));
  }

  /** Ticks that were learned. */
  get age(): number {
    return this.#age;
  }

  /** Lines expected in a tick in which the source's traffic is `x`; above 0. */
  at(x: number): number {
    const mean = this.#weight > 0 ? this.#n / this.#weight : 0;
    const least = 0.2 / (this.#age + this.#memory.ticksPerHour);
    return Math.max(this.#scale * Math.max(this.#intercept + this.#slope * x, 0.03 * mean), least);
  }

  /** Takes a tick: its count, clipped to what is plausible, and the source's traffic. */
  learn(count: number, x: number): void {
    const { ticks, ticksPerHour } = this.#memory;
    const keep = 1 - 1 / Math.min(ticks, this.#age + ticksPerHour / 2);
    const weight = 1 / Math.max(x, LEAST_TRAFFIC);
    const scaled = count / this.#scale;
    this.#weight = this.#weight * keep + weight;
    this.#x = this.#x * keep + weight * x;
    this.#xx = this.#xx * keep + weight * x * x;
    this.#n = this.#n * keep + weight * scaled;
    this.#xn = this.#xn * keep + weight * x * scaled;
    if (this.#age % FIT_EVERY === 0 || this.#age < ticksPerHour / 2) this.#fit();
    this.#age++;
  }

  toState(): LevelState {
    return [
      this.#weight,
      this.#x,
      this.#xx,
      this.#n,
      this.#xn,
      this.#intercept,
      this.#slope,
      this.#scale,
      this.#age,
    ];
  }

  static fromState(state: LevelState, memory: LevelMemory): LinearLevel {
    const level = new LinearLevel(memory);
    [
      level.#weight,
      level.#x,
      level.#xx,
      level.#n,
      level.#xn,
      level.#intercept,
      level.#slope,
      level.#scale,
      level.#age,
    ] = state;
    return level;
  }

  #fit(): void {
    const x = this.#x / this.#weight, n = this.#n / this.#weight;
    const spread = this.#xx / this.#weight - x * x, shared = this.#xn / this.#weight - x * n;
    const { ticksPerHour } = this.#memory;
    const ridge = x * x * RIDGE * 4 * ticksPerHour / (4 * ticksPerHour + Math.min(this.#age, 72 * ticksPerHour));
    const proportional = n / Math.max(x, 1e-9);
    const slope = (shared + ridge * 0.5 * proportional) / (spread + ridge + 1e-12);
    this.#slope = Math.max(0, Math.min(slope, 6 * proportional));
    this.#intercept = n - this.#slope * x;
  }
}
