/** New templates a day are estimated over the younger half of what was seen, two days at most and a quarter at least. */
const MOST_DAYS = 2, LEAST_DAYS = 0.25;

/** A prior for what a calm start does not make known, such as errors: so few events are expected in the first quarter of a day. */
export const FEW_EVENTS = 0.05;

/** State of a rate as numbers. */
export type NoveltyState = readonly [templates: number, days: number, age: number];

/** How many new templates a day a source brings, lately. */
export class NoveltyRate {
  #templates: number;
  #days = LEAST_DAYS;
  #age = 0;

  /** @param prior events in the first quarter of a day, before any was seen. */
  constructor(prior = 0.3) {
    this.#templates = prior;
  }

  get perDay(): number {
    return this.#templates / this.#days;
  }

  /** A new template has come. */
  add(): void {
    this.#templates++;
  }

  /** Lets time pass. @param days that were watched. */
  pass(days: number): void {
    this.#age += days;
    const keep = Math.exp(-days / Math.min(MOST_DAYS, Math.max(LEAST_DAYS, this.#age / 2)));
    this.#templates *= keep;
    this.#days = this.#days * keep + days;
  }

  toState(): NoveltyState {
    return [this.#templates, this.#days, this.#age];
  }

  static fromState([templates, days, age]: NoveltyState): NoveltyRate {
    const rate = new NoveltyRate();
    rate.#templates = templates;
    rate.#days = days;
    rate.#age = age;
    return rate;
  }
}
