import { BYTE } from "../../bytes.ts";
import { DAY_MS, dayMs, fullYear, isDay } from "./calendar.ts";

const { DOT, SLASH } = BYTE;

/** A date as written: two or three numbers, and the byte between them. */
export interface WrittenDate {
  readonly form: string;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly separator: number;
}

/** Midnight of a month's day in the year that is the likeliest. */
export type NearestDay = (month: number, day: number) => number | undefined;

/** Which numbers of a written date are year, month and day. */
type Order = "ymd" | "mdy" | "dmy" | "md" | "dm";

const YEAR_MS = 365.25 * DAY_MS;

/**
 * Finds whether a source writes the day or the month first, where a date leaves that open (`05/06/2024`, `17/06/09`,
 * `03-17`). A number above 12 settles it. Until then the order counts under which time goes on by the smallest step when the
 * date changes: 05/06 is followed by 06/06 in one order and by 05/07 in the other.
 */
export class DateOrder {
  /** Whether the last date showed that the dates before it were read in the wrong order. */
  isRevised = false;
  #order: Order | undefined;
  /** What each order made of the last date. */
  #before = new Map<Order, number>();

  /**
   * Midnight of a date with form "triple" or "pair", or undefined when no calendar has it. A date without a year is given one
   * by `nearest`.
   */
  dayMs(date: WrittenDate, latestMs: number, nearest: NearestDay): number | undefined {
    const days = new Map<Order, number>();
    for (const order of ordersOf(date)) {
      const day = dayIn(order, date, nearest);
      if (day !== undefined) days.set(order, day);
    }
    const best = this.#best(days, latestMs);
    if (best === undefined) return undefined;
    this.isRevised = this.#order !== undefined && this.#order !== best;
    this.#order = best;
    this.#before = days;
    return days.get(best);
  }

  /** Dates begin again, in the order that has been found. */
  rewind(): void {
    this.#before.clear();
  }

  #best(days: ReadonlyMap<Order, number>, latestMs: number): Order | undefined {
    let best: Order | undefined, least = Infinity;
    for (const [order, day] of days) {
      const cost = this.#cost(order, day, latestMs);
      if (cost < least || (cost === least && order === this.#order) || best === undefined) {
        best = order;
        least = cost;
      }
    }
    return best;
  }

  /** Days that time goes on by in this order; going back by more than a day, and the future, cost most. */
  #cost(order: Order, day: number, latestMs: number): number {
    const future = day > latestMs + DAY_MS ? 1e6 : 0;
    const before = this.#before.get(order);
    if (before === undefined) return future + (this.#before.size > 0 ? 1e5 : this.#costAtFirst(order, day, latestMs));
    const step = (day - before) / DAY_MS;
    return future + (step < -1 ? 1e4 - step : Math.abs(step));
  }

  /** The order that was found before, or the least years to the latest time. */
  #costAtFirst(order: Order, day: number, latestMs: number): number {
    if (this.#order !== undefined) return order === this.#order ? 0 : 1;
    return yearsBetween(day, latestMs);
  }
}

/** Whole years between two times, 0 where one of them is not known. */
function yearsBetween(ms: number, latestMs: number): number {
  return Number.isFinite(latestMs) ? Math.floor(Math.abs(latestMs - ms) / YEAR_MS) : 0;
}

/** The orders that a date may have, the likeliest first. */
function ordersOf({ form, third, separator }: WrittenDate): readonly Order[] {
  if (form === "pair") return ["md", "dm"];
  if (third >= 1000) return separator === SLASH ? ["mdy", "dmy"] : ["dmy", "mdy"];
  return separator === DOT ? ["dmy", "ymd", "mdy"] : ["ymd", "dmy", "mdy"];
}

function dayIn(
  order: Order,
  { first, second, third }: WrittenDate,
  nearest: NearestDay,
): number | undefined {
  switch (order) {
    case "md":
      return nearest(first, second);
    case "dm":
      return nearest(second, first);
    case "ymd":
      return dated(first, second, third);
    case "mdy":
      return dated(third, first, second);
    case "dmy":
      return dated(third, second, first);
  }
}

function dated(year: number, month: number, day: number): number | undefined {
  const full = fullYear(year);
  return isDay(full, month, day) ? dayMs(full, month, day) : undefined;
}
