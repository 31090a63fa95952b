import { DayProfile } from "./day_profile.ts";

/** How far the last hours may move the profile of the day. */
const LEAST_RATIO = 0.5, MOST_RATIO = 2;

/**
 * What is expected of all lines of a source: the mean of the last hour while no day is known; then the profile of the day,
 * moved by how the last three hours compare with it.
 */
export class TrafficLevel {
  readonly #ticksPerHour: number;
  #profile = new DayProfile();
  #recent = 0;
  #ticks = 0;
  /** Counts and profile of the last three hours. */
  #counted = 0;
  #profiled = 0;
  /** Ratio by which lasting changes have moved the level. */
  #scale = 1;

  constructor(ticksPerHour: number) {
    this.#ticksPerHour = ticksPerHour;
  }

  /** Whether the course of a day is known at this time. */
  knowsDay(timeMs: number): boolean {
    return this.#profile.at(timeMs) !== null;
  }

  /** Whether the profile of the day reaches so high a count at another time of the day. */
  isUsualAtAnotherTime(count: number): boolean {
    const peak = this.#profile.peak;
    return peak !== null && count <= 1.3 * peak * this.#scale;
  }

  get scale(): number {
    return this.#scale;
  }

  set scale(scale: number) {
    const bounded = Math.min(1e3, Math.max(1e-3, scale));
    this.#recent *= bounded / this.#scale;
    this.#scale = bounded;
  }

  /** Lines expected in a tick at this time; above 0. */
  at(timeMs: number): number {
    const profile = this.#profile.at(timeMs);
    if (profile === null) return Math.max(this.#recent, 0.2 / (this.#ticks + this.#ticksPerHour));
    const ratio = this.#profiled > 0 ? this.#counted / this.#profiled : 1;
    return Math.max(profile * this.#scale * Math.min(MOST_RATIO, Math.max(LEAST_RATIO, ratio)), 1e-4);
  }

  /** Takes a tick's count, clipped to what is plausible. */
  learn(timeMs: number, count: number): void {
    const profile = this.#profile.at(timeMs);
    const keep = 1 - 1 / (3 * this.#ticksPerHour);
    this.#counted = this.#counted * keep + count / this.#scale;
    this.#profiled = this.#profiled * keep + (profile ?? count / this.#scale);
    this.#recent += (count - this.#recent) / Math.min(this.#ticksPerHour, this.#ticks + 1);
    this.#profile.learn(timeMs, count / this.#scale);
    this.#ticks++;
  }

  toState() {
    const numbers = [this.#recent, this.#ticks, this.#counted, this.#profiled, this.#scale] as const;
    return { numbers, profile: this.#profile.toState() };
  }

  static fromState(state: ReturnType<TrafficLevel["toState"]>, ticksPerHour: number): TrafficLevel {
    const level = new TrafficLevel(ticksPerHour);
    [level.#recent, level.#ticks, level.#counted, level.#profiled, level.#scale] = state.numbers;
    level.#profile = DayProfile.fromState(state.profile);
    return level;
  }
}
