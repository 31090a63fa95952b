import { AlarmFatigue } from "./alarm_fatigue.ts";
import { Burst } from "./burst.ts";
import { DailyCourse } from "./daily_course.ts";
import { DailyRange } from "./daily_range.ts";
import { LongRun } from "./long_run.ts";
import { NoiseFloor } from "./noise_floor.ts";
import { clamp } from "./robust_scale.ts";
import { RowInterval } from "./row_interval.ts";
import { TailRank } from "./tail_rank.ts";
import { slotOf } from "./time_of_day.ts";

/**
 * Scores one series of real values as it comes: each row from itself and earlier ones, in constant time and about 10 kB.
 *
 * Three kinds of evidence, each the surprise ({@linkcode TailRank}, -log10 of a probability) of a score by the series' own past, over the
 * surprise of what happens once a week ({@linkcode weekly}):
 * - a **burst** stands out at once, whatever the series did long ago ({@linkcode Burst});
 * - a **shift** is rare in the whole past by its jump, its value and its drift together ({@linkcode LongRun}; mean of the three;
 *   two thirds of a week's surprise are enough, since all three must agree);
 * - a value **off course** is unusual for its time of day ({@linkcode DailyCourse}).
 *
 * The largest counts. It is quartered where the same time of day had such a value ({@linkcode DailyRange}), and {@linkcode AlarmFatigue} keeps
 * an incident to one alarm.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const scorer = new ValueScorer();
 * const scores = Array.from({ length: 100 }, (_, i) => scorer.score(60 * i, i === 90 ? 900 : 100 + i % 7));
 * assert.deepEqual(scores.flatMap((score, i) => score >= 1 ? [i] : []), [90]);
 * ```
 */
export class ValueScorer {
  readonly #floor = new NoiseFloor();
  readonly #interval = new RowInterval();
  readonly #burst = new Burst(this.#floor);
  readonly #longRun = new LongRun();
  readonly #course = new DailyCourse(this.#floor);
  readonly #range = new DailyRange(this.#floor);
  readonly #fatigue = new AlarmFatigue();
  readonly #ranks = {
    burst: new TailRank({ unit: 1, exponent: 3, weight: 30_000 }),
    jump: new TailRank({ unit: 1, exponent: 2, weight: 25 }),
    extreme: new TailRank({ unit: 1, exponent: 2, weight: 25 }),
    drift: new TailRank({ unit: 10, exponent: 2, weight: 25 }),
    course: new TailRank({ unit: 1, exponent: 3, weight: 30_000 }),
  };

  /**
   * The score of a value at a time in epoch seconds; 1 or more is an alarm. A row without a finite value and time scores 0 and teaches
   * nothing. Rows may be missing, repeated or out of order.
   */
  score(time: number, value: number): number {
    if (!Number.isFinite(value) || !Number.isFinite(time)) return 0;
    return this.#fatigue.step(time, this.#evidence(time, clamp(value, HUGE)));
  }

  #evidence(time: number, value: number): number {
    const interval = this.#interval.step(time);
    const slot = slotOf(time);
    this.#floor.observe(value);
    const burst = this.#ranks.burst.step(this.#burst.step(value));
    const shift = this.#shift(value, this.#burst.jump) / SHIFT;
    const offCourse = this.#offCourse(slot, value, interval);
    return Math.max(burst, shift, offCourse) / weekly(interval) * (this.#range.step(slot, value) ? SEEN : 1);
  }

  #offCourse(slot: number, value: number, interval: number): number {
    const surprise = this.#ranks.course.step(Math.abs(this.#course.step(slot, value, interval)));
    return this.#course.explains ? surprise : 0;
  }

  #shift(value: number, jump: number): number {
    const drift = this.#ranks.drift.step(this.#longRun.step(value));
    const extreme = this.#ranks.extreme.step(Math.abs(this.#longRun.deviations));
    return (this.#ranks.jump.step(jump) + extreme + drift) / 3;
  }
}

/**
 * The surprise of what happens in one row a week, by the seconds between rows: 2.2 for hours, 3.0 for five minutes, 3.4 for minutes.
 * Rows finer than an hour repeat each other: twice as many count as 1.6 times as many. Never less than 1.3, one row in twenty.
 */
export function weekly(interval: number): number {
  return Math.max(LEAST, Math.log10(7 * 24) + FINER * Math.log10(3_600 / interval));
}

const FINER = 2 / 3;
const LEAST = 1.3;
const SHIFT = 2 / 3;
const SEEN = 0.25;

/** Farther values would overflow where they are squared. */
const HUGE = 1e150;
