import type { CounterBatch, CounterPoint } from "../../core/counter_batch.ts";
import type { TemplateCount, WriteOutcome } from "../ports/counters.ts";
import type { Connection } from "./connection.ts";
import { TEMPLATE_COUNTS, UPSERT_COUNT } from "./queries.ts";
import type { SeriesIds } from "./series_ids.ts";

const HOUR_MS = 3_600_000;

/** Writes a batch's points in one transaction; those of slots before `oldestMs` are left out and reported. */
export function writeCounters(
  db: Connection,
  batch: CounterBatch,
  { oldestMs, seriesIds }: { readonly oldestMs: number; readonly seriesIds: SeriesIds },
): WriteOutcome {
  const kept = batch.points.filter((point) => point.slotMs >= oldestMs);
  const refused = batch.points.filter((point) => point.slotMs < oldestMs);
  if (kept.length > 0) seriesIds.transaction(() => writePoints(db, { ...batch, points: kept }, seriesIds));
  const outcome = { stored: lines(kept), rejected: lines(refused) };
  if (refused.length === 0) return outcome;
  const oldest = new Date(refused.reduce((least, point) => Math.min(least, point.slotMs), Infinity)).toISOString();
  const limit = new Date(oldestMs).toISOString();
  return {
    ...outcome,
    reason: `Cannot store lines of "${oldest}": expected ${limit} or later (the store's retention)`,
  };
}

/** See `CounterStore.templateCounts`. Whole hours come from a rollup, so the time it takes follows the series, not the lines. */
export function queryTemplateCounts(
  db: Connection,
  { source = null, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER }: {
    readonly source?: string | null;
    readonly fromMs?: number;
    readonly toMs?: number;
  },
): TemplateCount[] {
  const firstHour = Math.ceil(fromMs / HOUR_MS) * HOUR_MS;
  const lastHour = Math.floor(toMs / HOUR_MS) * HOUR_MS;
  const hours = firstHour < lastHour
    ? { firstHourMs: firstHour, lastHourMs: lastHour }
    : { firstHourMs: fromMs, lastHourMs: fromMs };
  return db.all<TemplateCount>(TEMPLATE_COUNTS, { source, fromMs, ...hours, toMs });
}

function writePoints(db: Connection, batch: CounterBatch, seriesIds: SeriesIds): void {
  for (const point of batch.points) {
    const { source, series } = seriesIds.of(point, batch.agent);
    db.run(UPSERT_COUNT, { source, slotMs: point.slotMs, series, number: batch.number, count: point.count });
  }
}

function lines(points: readonly CounterPoint[]): number {
  return points.reduce((sum, point) => sum + point.count, 0);
}
