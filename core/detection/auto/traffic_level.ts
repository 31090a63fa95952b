import { DayProfile } from "./day_profile.ts";
import { LastWeek } from "./last_week.ts";

/** How far the last hour may move the profile of the day: by so many standard deviations of what it did in the last week, within these ratios. */
const DEVIATIONS = 3;
const LEAST_MOVE = 1.1, MOST_MOVE = 2;
/** An hour that goes further is taken to have gone so many times as far as it may: a change hardly makes room for itself. */
const MOST_SURPRISE = 2;
/** Lines below which an hour tells nothing. */
const LEAST_COUNT = 0.5;
/** Share of what is known of that which is left after an hour; it is taken for the most in the beginning, as though so many hours had told so. */
const KEEP_MOVES = 1 - 1 / 168, PRIOR_HOURS = 4;
/** The course of the day and a week ago tell unlike things from this ratio on. */
const UNLIKE = 1.5;
/** What one tick says of which of both is right, at most, nats; all that is remembered of it; and the share that is left after a tick of a minute (half of it in five days). */
const MOST_NATS = 1, MOST_TRUST = 30, KEEP_TRUST = 0.9999;

/** What is expected of a tick, by what has been right more often, and what the other one says. */
export interface Foretold {
  readonly expected: number;
  readonly otherwise: number;
}

/** State of a level; those of before a week and moves were remembered have none. */
export type TrafficLevelState =
  & Omit<ReturnType<TrafficLevel["toState"]>, "week" | "weekly" | "moves">
  & Partial<Pick<ReturnType<TrafficLevel["toState"]>, "week" | "weekly" | "moves">>;

/**
 * What is expected of all lines of a source: the mean of the last hour while no day is known; then the profile of the day,
 * moved by how the last hour compares with it. From the second week on also what came a week ago: where both are unlike, as on a weekend, the one that
 * has been more likely lately counts (prediction with two experts: Cesa-Bianchi, Lugosi 2006).
 */
export class TrafficLevel {
  readonly #ticksPerHour: number;
  #profile = new DayProfile();
  #recent = 0;
  #ticks = 0;
  /** Counts and profile of the last hour. */
  #counted = 0;
  #profiled = 0;
  /** Ratio by which lasting changes have moved the level. */
  #scale = 1;
  /** Squares of the logarithms by which full hours have moved the profile, and how many these were, older ones for less. */
  #moves = PRIOR_HOURS * (Math.log(MOST_MOVE) / DEVIATIONS) ** 2;
  #hours = PRIOR_HOURS;
  #week = new LastWeek();
  /** Counts of the last hour, and what a week ago foretold for them. */
  #weighed = 0;
  #foretold = 0;
  /** By how much a week ago has told better than the course of the day where they were unlike, nats. */
  #trust = 0;

  constructor(ticksPerHour: number) {
    this.#ticksPerHour = ticksPerHour;
  }

  /** What is left of the last hour's sums after a tick. */
  get #keep(): number {
    return 1 - 1 / this.#ticksPerHour;
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
    return this.foretell(timeMs).expected;
  }

  /** Lines expected in a tick at this time by both that tell of it; above 0. */
  foretell(timeMs: number): Foretold {
    const byDay = this.#byDay(timeMs), byWeek = this.#byWeek(timeMs);
    if (byWeek === null) return { expected: byDay, otherwise: byDay };
    return this.#trust > 0 ? { expected: byWeek, otherwise: byDay } : { expected: byDay, otherwise: byDay };
  }

  /** Takes the count of a tick that was watched, whatever it is like. @param scatter variance to mean */
  pass(timeMs: number, count: number, scatter: number): void {
    const byDay = this.#byDay(timeMs), byWeek = this.#byWeek(timeMs);
    this.#trust *= KEEP_TRUST;
    if (byWeek !== null && Math.max(byDay / byWeek, byWeek / byDay) > UNLIKE) {
      const nats = (count * Math.log(byWeek / byDay) - (byWeek - byDay)) / scatter;
      const trust = this.#trust + Math.min(MOST_NATS, Math.max(-MOST_NATS, nats));
      this.#trust = Math.min(MOST_TRUST, Math.max(-MOST_TRUST, trust));
    }
    this.#weighed = this.#weighed * this.#keep + count;
    this.#foretold = this.#foretold * this.#keep + (this.#week.at(timeMs) ?? count);
    this.#week.pass(timeMs, count);
  }

  /** How the last hour compares with what was foretold for it, as far as that may move it. */
  #moved(counted: number, foretold: number): number {
    if (foretold <= 0) return 1;
    const most = this.#mostMove;
    return Math.min(most, Math.max(1 / most, counted / foretold));
  }

  get #mostMove(): number {
    const usual = Math.exp(DEVIATIONS * Math.sqrt(this.#moves / this.#hours));
    return Math.min(MOST_MOVE, Math.max(LEAST_MOVE, usual));
  }

  /** Takes how far a full hour has moved the profile. */
  #learnMove(counted: number, profiled: number): void {
    const move = Math.abs(Math.log(Math.max(LEAST_COUNT, counted) / Math.max(LEAST_COUNT, profiled)));
    this.#moves = this.#moves * KEEP_MOVES + Math.min(MOST_SURPRISE * Math.log(this.#mostMove), move) ** 2;
    this.#hours = this.#hours * KEEP_MOVES + 1;
  }

  #byWeek(timeMs: number): number | null {
    const mean = this.#profile.at(timeMs) === null ? null : this.#week.at(timeMs);
    return mean === null ? null : Math.max(mean * this.#moved(this.#weighed, this.#foretold), 1e-4);
  }

  #byDay(timeMs: number): number {
    const profile = this.#profile.at(timeMs);
    if (profile === null) return Math.max(this.#recent, 0.2 / (this.#ticks + this.#ticksPerHour));
    return Math.max(profile * this.#scale * this.#moved(this.#counted, this.#profiled), 1e-4);
  }

  /** Takes a tick's count, clipped to what is plausible. */
  learn(timeMs: number, count: number): void {
    const profile = this.#profile.at(timeMs);
    this.#counted = this.#counted * this.#keep + count / this.#scale;
    this.#profiled = this.#profiled * this.#keep + (profile ?? count / this.#scale);
    this.#recent += (count - this.#recent) / Math.min(this.#ticksPerHour, this.#ticks + 1);
    this.#profile.learn(timeMs, count / this.#scale);
    this.#ticks++;
    const isHour = profile !== null && this.#ticks % Math.round(this.#ticksPerHour) === 0;
    if (isHour) this.#learnMove(this.#counted, this.#profiled);
  }

  toState() {
    const numbers = [this.#recent, this.#ticks, this.#counted, this.#profiled, this.#scale] as const;
    const weekly = [this.#trust, this.#weighed, this.#foretold] as const;
    const moves = [this.#moves, this.#hours] as const;
    return { numbers, profile: this.#profile.toState(), week: this.#week.toState(), weekly, moves };
  }

  static fromState(state: TrafficLevelState, ticksPerHour: number): TrafficLevel {
    const level = new TrafficLevel(ticksPerHour);
    [level.#recent, level.#ticks, level.#counted, level.#profiled, level.#scale] = state.numbers;
    level.#profile = DayProfile.fromState(state.profile);
    if (state.week !== undefined) level.#week = LastWeek.fromState(state.week);
    [level.#trust, level.#weighed, level.#foretold] = state.weekly ?? [0, 0, 0];
    if (state.moves !== undefined) [level.#moves, level.#hours] = state.moves;
    return level;
  }
}
