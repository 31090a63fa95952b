import { addCount } from "../add_count.ts";
import { sum } from "../sum.ts";

/** Lines of one template in one slot, or in any stretch of time that does not cross a window's end. */
export interface SlotCount {
  readonly template: string;
  /** Start, epoch milliseconds. */
  readonly slotMs: number;
  readonly count: number;
}

/** A time range cut into windows. */
export interface WindowRange {
  /** Start, epoch milliseconds, a multiple of `windowMs`. */
  readonly fromMs: number;
  /** End (exclusive), epoch milliseconds, a multiple of `windowMs`. */
  readonly toMs: number;
  readonly windowMs: number;
  /** Replaced template id -> surviving id, already followed to its end: counts of the first are added to the second. */
  readonly lineage?: ReadonlyMap<string, string>;
}

/** The name under which window statistics hold all lines of a source. */
export const ALL_TEMPLATES = "*";

/**
 * Adds counts up per window and template, and over all templates as `*`: window's start -> template -> lines, at least 1, in no order.
 * Counts outside the range are left out, windows without lines are not there, and points may come in any order.
 *
 * @throws {RangeError} when the range's ends are no multiples of the window's length.
 *
 * ```ts
 * import { tallyWindows } from "./tally_windows.ts";
 * import assert from "node:assert/strict";
 *
 * const points = [{ template: "a", slotMs: 2000, count: 3 }, { template: "b", slotMs: 3000, count: 1 }];
 * const counts = tallyWindows(points, { fromMs: 2000, toMs: 4000, windowMs: 2000 }).get(2000);
 * assert.deepEqual(counts, new Map([["*", 4], ["a", 3], ["b", 1]]));
 * ```
 */
export function tallyWindows(points: Iterable<SlotCount>, range: WindowRange): Map<number, Map<string, number>> {
  assertAligned(range);
  const windows = new Map<number, Map<string, number>>();
  for (const { template, slotMs, count } of points) {
    if (slotMs < range.fromMs || slotMs >= range.toMs || count === 0) continue;
    const windowStartMs = slotMs - slotMs % range.windowMs;
    let counts = windows.get(windowStartMs);
    if (counts === undefined) windows.set(windowStartMs, counts = new Map());
    addCount(counts, range.lineage?.get(template) ?? template, count);
  }
  for (const counts of windows.values()) counts.set(ALL_TEMPLATES, sum(counts.values()));
  return windows;
}

/** @throws {RangeError} when the range's ends are no multiples of the window's length, or that is no positive integer. */
export function assertAligned({ fromMs, toMs, windowMs }: WindowRange): void {
  const aligned = Number.isSafeInteger(windowMs) && windowMs > 0 && fromMs % windowMs === 0 && toMs % windowMs === 0;
  if (aligned) return;
  throw new RangeError(
    `Cannot cut [${fromMs}, ${toMs}) into windows of ${windowMs} ms: expected ends that are multiples of the window's length`,
  );
}
