import { addCount } from "../add_count.ts";
import { UNKNOWN_HOST } from "../counter_batch.ts";
import { LEVELS } from "../mining/header/levels.ts";
import type { WindowRange } from "./tally_windows.ts";
import { assertAligned } from "./tally_windows.ts";

/** What one source logged in one window. */
export interface SourceWindow {
  readonly source: string;
  /** Start, epoch milliseconds. */
  readonly startMs: number;
  /** Lines per template id, each at least 1. */
  readonly counts: ReadonlyMap<string, number>;
  /** All lines, at least 1. */
  readonly total: number;
  /** Of these the lines of level error and above, per template id, each at least 1. */
  readonly errors: ReadonlyMap<string, number>;
  /** Of those the lines of level fatal, likewise. */
  readonly fatals: ReadonlyMap<string, number>;
  /** Lines per host that is known, each at least 1. */
  readonly hosts: ReadonlyMap<string, number>;
}

/** Lines of one template, level and host in one slot of a source, or in any stretch of time that does not cross a window's end. */
export interface SourceCount {
  readonly source: string;
  readonly template: string;
  /** One of `LEVELS`; any other is below error. */
  readonly level: string;
  /** {@linkcode UNKNOWN_HOST} where it is not known. */
  readonly host: string;
  /** Start, epoch milliseconds. */
  readonly slotMs: number;
  readonly count: number;
}

/** The level whose lines are {@linkcode SourceWindow.fatals}. */
export const FATAL_LEVEL = "fatal" satisfies (typeof LEVELS)[number];
/** Levels whose lines are {@linkcode SourceWindow.errors}. */
export const ERROR_LEVELS: ReadonlySet<string> = new Set(LEVELS.slice(LEVELS.indexOf("error")));

/**
 * Adds counts up per source and window. Counts outside the range are left out, windows without lines have no row, and counts
 * may come in any order; the result is ordered by (source, startMs).
 *
 * @throws {RangeError} when the range's ends are no multiples of the window's length.
 *
 * ```ts
 * import { sourceWindows } from "./source_windows.ts";
 * import assert from "node:assert/strict";
 *
 * const counts = [
 *   { source: "web", template: "a", level: "info", host: "w1", slotMs: 2000, count: 3 },
 *   { source: "web", template: "b", level: "error", host: "w2", slotMs: 3000, count: 1 },
 * ];
 * assert.deepEqual(sourceWindows(counts, { fromMs: 2000, toMs: 4000, windowMs: 2000 }), [
 *   {
 *     source: "web",
 *     startMs: 2000,
 *     counts: new Map([["a", 3], ["b", 1]]),
 *     total: 4,
 *     errors: new Map([["b", 1]]),
 *     fatals: new Map(),
 *     hosts: new Map([["w1", 3], ["w2", 1]]),
 *   },
 * ]);
 * ```
 */
export function sourceWindows(counts: Iterable<SourceCount>, range: Omit<WindowRange, "lineage">): SourceWindow[] {
  assertAligned(range);
  const tallies = new Map<string, Map<number, Tally>>();
  for (const { source, template, level, host, slotMs, count } of counts) {
    if (slotMs < range.fromMs || slotMs >= range.toMs || count === 0) continue;
    let windows = tallies.get(source);
    if (windows === undefined) tallies.set(source, windows = new Map());
    const startMs = slotMs - slotMs % range.windowMs;
    let tally = windows.get(startMs);
    if (tally === undefined) windows.set(startMs, tally = newTally(source, startMs));
    addCount(tally.counts, template, count);
    tally.total += count;
    if (ERROR_LEVELS.has(level)) addCount(tally.errors, template, count);
    if (level === FATAL_LEVEL) addCount(tally.fatals, template, count);
    if (host !== UNKNOWN_HOST) addCount(tally.hosts, host, count);
  }
  return [...tallies.values()].flatMap((windows) => [...windows.values()]).sort(byPlace);
}

/** A window whose counts are still added up. */
type Tally = { -readonly [Key in keyof SourceWindow]: SourceWindow[Key] } & {
  readonly counts: Map<string, number>;
  readonly errors: Map<string, number>;
  readonly fatals: Map<string, number>;
  readonly hosts: Map<string, number>;
};

function newTally(source: string, startMs: number): Tally {
  return { source, startMs, counts: new Map(), total: 0, errors: new Map(), fatals: new Map(), hosts: new Map() };
}

function byPlace(a: SourceWindow, b: SourceWindow): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : a.startMs - b.startMs;
}
