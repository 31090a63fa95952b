import { clockDistance, DAY_MS } from "./clock_of_day.ts";

/** How near two times of the day are the same habit, and how far back one is remembered. */
const NEAR_MS = 900_000;
const FORGOTTEN_MS = 8 * DAY_MS;
/** Two sightings of one habit are at least so far apart. */
const APART_MS = 70_000_000;
const CAPACITY = 12;

/** A time of the day at which a series was busy. */
interface Habit {
  readonly dayMs: number;
  lastMs: number;
  lastCount: number;
  /** The sighting before, on another day. */
  earlierMs: number;
  earlierCount: number;
}

/**
 * When a series has been busy before: a nightly job has been seen once after a day, and that is enough for its next night, for
 * one series, within a quarter of an hour, up to three times its size.
 *
 * State: at most 12 times of the day; the oldest goes.
 */
export class Habits {
  #habits: Habit[] = [];

  /** Whether so high a count was seen at this time of an earlier day. */
  know(timeMs: number, count: number): boolean {
    return this.#habits.some((habit) => {
      if (clockDistance(habit.dayMs, timeMs) >= NEAR_MS) return false;
      const isEarlier = timeMs - habit.lastMs > APART_MS;
      const seenMs = isEarlier ? habit.lastMs : habit.earlierMs;
      const seenCount = isEarlier ? habit.lastCount : habit.earlierCount;
      return timeMs - seenMs > APART_MS && timeMs - seenMs < FORGOTTEN_MS && count <= 3 * seenCount + 2;
    });
  }

  /** Remembers a busy time. */
  learn(timeMs: number, count: number): void {
    const habit = this.#habits.find(({ dayMs }) => clockDistance(dayMs, timeMs) < NEAR_MS);
    if (habit === undefined) {
      this.#habits.push({
        dayMs: timeMs % DAY_MS,
        lastMs: timeMs,
        lastCount: count,
        earlierMs: -Infinity,
        earlierCount: 0,
      });
      if (this.#habits.length > CAPACITY) this.#habits.shift();
      return;
    }
    if (timeMs - habit.lastMs > APART_MS) {
      habit.earlierMs = habit.lastMs;
      habit.earlierCount = habit.lastCount;
      habit.lastCount = count;
    }
    habit.lastMs = timeMs;
    habit.lastCount = Math.max(habit.lastCount, count);
  }

  toState(): (number | null)[][] {
    return this.#habits.map(({ dayMs, lastMs, lastCount, earlierMs, earlierCount }) => [
      dayMs,
      lastMs,
      lastCount,
      Number.isFinite(earlierMs) ? earlierMs : null,
      earlierCount,
    ]);
  }

  static fromState(state: readonly (readonly (number | null)[])[]): Habits {
    const habits = new Habits();
    habits.#habits = state.map(([dayMs, lastMs, lastCount, earlierMs, earlierCount]) => ({
      dayMs: dayMs!,
      lastMs: lastMs!,
      lastCount: lastCount!,
      earlierMs: earlierMs ?? -Infinity,
      earlierCount: earlierCount!,
    }));
    return habits;
  }
}
