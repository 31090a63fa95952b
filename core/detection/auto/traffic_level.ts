import { DayProfile } from "./day_profile.ts";
import { LastWeek } from "./last_week.ts";
import { RecentRatio } from "./recent_ratio.ts";
import { UsualMoves } from "./usual_moves.ts";

/** Lines below which an hour tells nothing. */
const LEAST_COUNT = 0.5;
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
  /** What came in the last hour to what the profile of the day tells. */
  #toProfile: RecentRatio;
  /** Ratio by which lasting changes have moved the level. */
  #scale = 1;
  /** How far hours have moved the profile. */
  #moves = new UsualMoves();
  #week = new LastWeek();
  /** What came in the last hour to what a week ago foretold. */
  #toWeek: RecentRatio;
  /** By how much a week ago has told better than the course of the day where they were unlike, nats. */
  #trust = 0;

  constructor(ticksPerHour: number) {
    this.#ticksPerHour = ticksPerHour;
    this.#toProfile = new RecentRatio(ticksPerHour);
    this.#toWeek = new RecentRatio(ticksPerHour);
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

  /** Ticks that were learned. */
  get age(): number {
    return this.#ticks;
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
    return { expected: byWeek !== null && this.#trust > 0 ? byWeek : byDay, otherwise: byDay };
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
    this.#toWeek.take(count, this.#week.at(timeMs) ?? count);
    this.#week.pass(timeMs, count);
  }

  #byWeek(timeMs: number): number | null {
    const mean = this.#profile.at(timeMs) === null ? null : this.#week.at(timeMs);
    return mean === null ? null : Math.max(mean * this.#toWeek.within(this.#moves.most), 1e-4);
  }

  #byDay(timeMs: number): number {
    const profile = this.#profile.at(timeMs);
    if (profile === null) return Math.max(this.#recent, 0.2 / (this.#ticks + this.#ticksPerHour));
    return Math.max(profile * this.#scale * this.#toProfile.within(this.#moves.most), 1e-4);
  }

  /** Takes a tick's count, clipped to what is plausible. */
  learn(timeMs: number, count: number): void {
    const profile = this.#profile.at(timeMs);
    this.#toProfile.take(count / this.#scale, profile ?? count / this.#scale);
    this.#recent += (count - this.#recent) / Math.max(1, Math.min(this.#ticksPerHour, this.#ticks + 1));
    this.#profile.learn(timeMs, count / this.#scale);
    this.#ticks++;
    const isHour = profile !== null && this.#ticks % Math.round(this.#ticksPerHour) === 0;
    if (isHour) this.#moves.learn(this.#toProfile.log(LEAST_COUNT));
  }

  toState() {
    const numbers = [this.#recent, this.#ticks, ...this.#toProfile.toState(), this.#scale] as const;
    const weekly = [this.#trust, ...this.#toWeek.toState()] as const;
    const moves = this.#moves.toState();
    return { numbers, profile: this.#profile.toState(), week: this.#week.toState(), weekly, moves };
  }

  static fromState(state: TrafficLevelState, ticksPerHour: number): TrafficLevel {
    const level = new TrafficLevel(ticksPerHour);
    const [recent, ticks, counted, profiled, scale] = state.numbers, [trust, ...toWeek] = state.weekly ?? [0, 0, 0];
    level.#recent = recent;
    level.#ticks = ticks;
    level.#scale = scale;
    level.#trust = trust;
    level.#toProfile = new RecentRatio(ticksPerHour, [counted, profiled]);
    level.#toWeek = new RecentRatio(ticksPerHour, toWeek);
    level.#moves = new UsualMoves(state.moves);
    level.#profile = DayProfile.fromState(state.profile);
    if (state.week !== undefined) level.#week = LastWeek.fromState(state.week);
    return level;
  }
}
