import type { Connection } from "./connection.ts";
import { ADD_TO_HOUR } from "./queries.ts";

/** Milliseconds of a row of `hours`. */
export const HOUR_MS = 3_600_000;

/** A slot of a series. */
interface SeriesSlot {
  readonly source: number;
  readonly series: number;
  readonly slotMs: number;
}

/** What a transaction adds to a series in an hour. */
interface HourSum {
  readonly source: number;
  count: number;
  firstSlotMs: number;
  lastSlotMs: number;
}

/** What a transaction adds to the rollup `hours`: one row a series and hour, however many slots it has written. */
export class HourSums {
  readonly #hours = new Map<number, Map<number, HourSum>>();

  /** Adds lines of a slot. */
  add({ source, series, slotMs }: SeriesSlot, count: number): void {
    const sums = this.#sumsOf(Math.floor(slotMs / HOUR_MS));
    const sum = sums.get(series);
    if (sum === undefined) {
      sums.set(series, { source, count, firstSlotMs: slotMs, lastSlotMs: slotMs });
      return;
    }
    sum.count += count;
    sum.firstSlotMs = Math.min(sum.firstSlotMs, slotMs);
    sum.lastSlotMs = Math.max(sum.lastSlotMs, slotMs);
  }

  /** Writes them, in the transaction of their slots. */
  write(db: Connection): void {
    for (const [hour, sums] of this.#hours) {
      for (const [series, sum] of sums) db.run(ADD_TO_HOUR, { ...sum, series, hourMs: hour * HOUR_MS });
    }
  }

  #sumsOf(hour: number): Map<number, HourSum> {
    let sums = this.#hours.get(hour);
    if (sums === undefined) this.#hours.set(hour, sums = new Map());
    return sums;
  }
}
