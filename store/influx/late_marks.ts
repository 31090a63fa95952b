import type { CounterPoint } from "../../core/counter_batch.ts";
import { factLine, integer, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { SUM_STATES } from "./measurements.ts";

/** Counters are added up per stretch of time so long, milliseconds. */
export const STRETCH_MS = 600_000;

/** A counter that is written so long after its stretch's end is late, and says so before. */
const LATE_AFTER_MS = 60_000;
/** A mark is written again only after so long. */
const MARK_HOLDS_MS = 30_000;

/**
 * What is written into a stretch of time that has been over for a while: whoever has added it up has to do so again. A mark is written
 * before the counters, so that no sum is ever taken for whole that lacks them; see `sumCounters` for how long after it they may come.
 */
export class LateMarks {
  /** When each stretch was marked last. */
  readonly #marked = new Map<number, number>();

  /** Resolves once every stretch into which late `points` fall is marked. */
  async mark(connection: InfluxConnection, points: readonly CounterPoint[], nowMs: number): Promise<void> {
    const isOver = (startMs: number) => startMs + STRETCH_MS + LATE_AFTER_MS <= nowMs;
    const stretches = new Set(points.map(({ slotMs }) => stretchOf(slotMs)).filter(isOver));
    const unmarked = [...stretches].filter((startMs) =>
      nowMs - (this.#marked.get(startMs) ?? -Infinity) > MARK_HOLDS_MS
    );
    if (unmarked.length === 0) return;
    await connection.write("facts", unmarked.map((startMs) => stateLine(startMs, { late: nowMs })));
    for (const [startMs, atMs] of this.#marked) if (nowMs - atMs > MARK_HOLDS_MS) this.#marked.delete(startMs);
    for (const startMs of unmarked) this.#marked.set(startMs, nowMs);
  }
}

/** The stretch in which a time lies, by its start. */
export function stretchOf(ms: number): number {
  return Math.floor(ms / STRETCH_MS) * STRETCH_MS;
}

/** What is known of a stretch: when something came `late`, or when it was `summed` and how many `lines` it has. */
export function stateLine(startMs: number, state: { late: number } | { summed: number; lines: number }): string {
  const fields = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, integer(value)]));
  return factLine({ measurement: SUM_STATES, tags: {}, fields, timeNs: toNs(startMs) });
}
