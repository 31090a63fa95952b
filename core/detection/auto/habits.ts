import { poissonNats } from "../../statistics/poisson_nats.ts";
import { clockDistance, DAY_MS } from "./clock_of_day.ts";

/** How near two times of the day are the same habit, and how far back one is remembered. */
const NEAR_MS = 900_000;
const FORGOTTEN_MS = 8 * DAY_MS;
/** Two sightings of one habit are at least so far apart. */
const APART_MS = 70_000_000;
const CAPACITY = 12;
/** Ticks that are near a time of the day: a habit is one where the busiest of this many is no chance. */
const NEAR_TICKS = 2 * NEAR_MS / 60_000;
/** Nats by which it is none: one line of a message that has one in six hours, two of one that has two an hour, are habits. */
const BUSY_NATS = 1;

/** A busy time. */
interface Sighting {
  readonly lastMs: number;
  readonly count: number;
  /** The most in a tick. */
  readonly most: number;
}

/** A time of the day at which a series was busy. */
interface Habit {
  readonly dayMs: number;
  last: Sighting;
  /** The one before, on another day. */
  earlier: Sighting | null;
}

/** State of a habit as numbers; states of before the most in a tick was kept have five. */
export type HabitState = readonly (number | null)[];

/**
 * When a series has been busy before: a nightly job has been seen once after a day, and that is enough for its next night, for
 * one series, within a quarter of an hour, up to three times its size.
 *
 * State: at most 12 times of the day; the oldest goes.
 */
export class Habits {
  #habits: Habit[] = [];

  /** Whether so much was seen at this time of an earlier day. */
  know(timeMs: number, count: number): boolean {
    return this.#sightings(timeMs).some((seen) => isAsMuch(count, seen.count));
  }

  /**
   * Whether a tick of this time of an earlier day had this many lines, and was busy: lines of a series that often has one say nothing of another day. What was a fifth
   * more than usual makes no three times the usual a habit: three times as much above the usual is one.
   * @param usual lines that are expected in a tick
   */
  knowTick(timeMs: number, count: number, usual: number): boolean {
    return this.#sightings(timeMs).some(({ most }) =>
      isAsMuch(Math.floor(count - usual), most - usual) && isBusy(most, usual)
    );
  }

  /** Remembers a busy time. @param most of it in a tick. @default count */
  learn(timeMs: number, count: number, most = count): void {
    const habit = this.#habits.find(({ dayMs }) => clockDistance(dayMs, timeMs) < NEAR_MS);
    if (habit === undefined) {
      this.#habits.push({ dayMs: timeMs % DAY_MS, last: { lastMs: timeMs, count, most }, earlier: null });
      if (this.#habits.length > CAPACITY) this.#habits.shift();
      return;
    }
    const isNext = timeMs - habit.last.lastMs > APART_MS;
    if (isNext) habit.earlier = habit.last;
    const before = isNext ? { count: 0, most: 0 } : habit.last;
    habit.last = { lastMs: timeMs, count: Math.max(before.count, count), most: Math.max(before.most, most) };
  }

  toState(): HabitState[] {
    return this.#habits.map(({ dayMs, last, earlier }) => [
      dayMs,
      last.lastMs,
      last.count,
      earlier?.lastMs ?? null,
      earlier?.count ?? 0,
      last.most,
      earlier?.most ?? 0,
    ]);
  }

  static fromState(state: readonly HabitState[]): Habits {
    const habits = new Habits();
    habits.#habits = state.map(([dayMs, lastMs, count, earlierMs, earlierCount, most, mostEarlier]) => ({
      dayMs: dayMs!,
      last: { lastMs: lastMs!, count: count!, most: most ?? count! },
      earlier: earlierMs == null
        ? null
        : { lastMs: earlierMs, count: earlierCount!, most: mostEarlier ?? earlierCount! },
    }));
    return habits;
  }

  /** What was seen about this time of the last day that it was seen on. */
  #sightings(timeMs: number): Sighting[] {
    return this.#habits.filter(({ dayMs }) => clockDistance(dayMs, timeMs) < NEAR_MS)
      .map(({ last, earlier }) => timeMs - last.lastMs > APART_MS ? last : earlier)
      .filter((seen) => seen !== null)
      .filter(({ lastMs }) => timeMs - lastMs > APART_MS && timeMs - lastMs < FORGOTTEN_MS);
  }
}

function isAsMuch(count: number, seen: number): boolean {
  return count <= 3 * seen + 2;
}

/** Whether a Poisson process hardly has this many in any of the ticks near a time. */
function isBusy(most: number, usual: number): boolean {
  return most > usual && poissonNats(most, usual) > Math.log(NEAR_TICKS) + BUSY_NATS;
}
