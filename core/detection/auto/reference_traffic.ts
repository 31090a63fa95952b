/** The reference is smoothed over about this many lines, and this many minutes at least and at most. */
const SMOOTHED_LINES = 1000;
const LEAST_MINUTES = 6, MOST_MINUTES = 30;
/** What the traffic is at present is told by about this many lines. */
const PRESENT_LINES = 100;
/** What a message that is younger than an hour may add, beside a few lines, as a share of the reference. */
const YOUNG_SHARE = 0.05;

/** State of the traffic as numbers. */
export type ReferenceState = readonly [
  level: number,
  mean: number,
  passed: number,
  present: number,
  before?: readonly [level: number, present: number],
];

/**
 * The traffic of a source as a whole, smoothed, by which its messages' levels are told. What one message holds beyond twice what was
 * expected of it does not count, so that its flood does not make the others look like drops.
 */
export class ReferenceTraffic {
  #level = 0;
  #mean = 0;
  #passed = 0;
  #present = 0;
  /** Level and present as they were before the last tick that had lines. */
  #before: readonly [level: number, present: number] = [0, 0];

  /** Lines a tick at present: where traffic changes, the level is late by minutes. */
  get present(): number {
    return this.#present;
  }

  /** Smoothed lines a tick. */
  get level(): number {
    return this.#level;
  }

  /** Lines a tick that were usual in the last hours, and no more than there are now: a flood that wanes leaves the level high. */
  get usual(): number {
    return Math.min(this.#level, this.#mean);
  }

  /** Lines that have passed since the beginning: time as the traffic tells it. */
  get passed(): number {
    return this.#passed;
  }

  /** How many of a message's lines count. @param expected null while it is younger than an hour. */
  share(lines: number, expected: number | null, isYoungSource: boolean): number {
    if (isYoungSource) return lines;
    if (expected === null) return Math.min(lines, Math.max(3, YOUNG_SHARE * this.#level));
    return Math.min(lines, Math.max(2 * expected, expected + 6 * Math.sqrt(2 * expected) + 6));
  }

  /** Takes a tick's lines, those that count. @param tick its number. @param minutes its length. */
  take(lines: number, tick: number, minutes: number): void {
    if (lines > 0) this.#before = [this.#level, this.#present];
    this.#passed += lines;
    const linesInMinutes = (count: number) => count * minutes / Math.max(this.#mean, 1);
    const memory = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, linesInMinutes(SMOOTHED_LINES)));
    const present = Math.min(memory, linesInMinutes(PRESENT_LINES));
    this.#level = tick === 0 ? lines : this.#level + (lines - this.#level) * Math.min(1, minutes / memory);
    this.#present = tick === 0 ? lines : this.#present + (lines - this.#present) * Math.min(1, minutes / present);
    this.#mean = tick === 0 ? lines : this.#mean + (lines - this.#mean) / Math.min(tick + 1, 240);
  }

  /** The traffic is as high as this at once: an operator says so. */
  settle(level: number): void {
    this.#level = this.#present = Math.max(0, level);
  }

  /** A silence is over that began within the last tick that had lines: the traffic is taken to be back at what it was before that. */
  resume(): void {
    [this.#level, this.#present] = this.#before;
  }

  toState(): ReferenceState {
    return [this.#level, this.#mean, this.#passed, this.#present, this.#before];
  }

  static fromState([level, mean, passed, present, before = [level, present]]: ReferenceState): ReferenceTraffic {
    const traffic = new ReferenceTraffic();
    traffic.#level = level;
    traffic.#mean = mean;
    traffic.#passed = passed;
    traffic.#present = present;
    traffic.#before = before;
    return traffic;
  }
}
