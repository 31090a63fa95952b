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

/** Lines of one template (`*`: of all) in one window. */
export interface WindowCount {
  /** Id of the template, or `*`. */
  readonly template: string;
  /** Start of the window, epoch milliseconds. */
  readonly windowStartMs: number;
  /** Lines, at least 1. */
  readonly count: number;
}

/** The name under which window statistics hold all lines of a source. */
export const ALL_TEMPLATES = "*";

/**
 * Adds counts up per template and window, and over all templates as `*`. Counts outside the range are left out, windows
 * without lines have no row, and points may come in any order; the result is ordered by (windowStartMs, template).
 *
 * @throws {RangeError} when the range's ends are no multiples of the window's length.
 *
 * ```ts
 * import { windowCounts } from "./window_counts.ts";
 * import assert from "node:assert/strict";
 *
 * const points = [{ template: "a", slotMs: 2000, count: 3 }, { template: "b", slotMs: 3000, count: 1 }];
 * assert.deepEqual(windowCounts(points, { fromMs: 2000, toMs: 4000, windowMs: 2000 }), [
 *   { template: "*", windowStartMs: 2000, count: 4 },
 *   { template: "a", windowStartMs: 2000, count: 3 },
 *   { template: "b", windowStartMs: 2000, count: 1 },
 * ]);
 * ```
 */
export function windowCounts(points: Iterable<SlotCount>, range: WindowRange): WindowCount[] {
  return [...tallyWindows(points, range)]
    .sort(([a], [b]) => a - b)
    .flatMap(([windowStartMs, counts]) =>
      [...counts].sort(byTemplate).map(([template, count]) => ({ template, windowStartMs, count }))
    );
}

/**
 * The same counts as a table in no order: window's start -> template -> lines.
 *
 * @throws {RangeError} when the range's ends are no multiples of the window's length.
 */
export function tallyWindows(points: Iterable<SlotCount>, range: WindowRange): Map<number, Map<string, number>> {
  assertAligned(range);
  const windows = new Map<number, Map<string, number>>();
  for (const { template, slotMs, count } of points) {
    if (slotMs < range.fromMs || slotMs >= range.toMs || count === 0) continue;
    const windowStartMs = slotMs - slotMs % range.windowMs;
    let counts = windows.get(windowStartMs);
    if (counts === undefined) windows.set(windowStartMs, counts = new Map());
    const survivor = range.lineage?.get(template) ?? template;
    counts.set(survivor, (counts.get(survivor) ?? 0) + count);
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

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function byTemplate([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
