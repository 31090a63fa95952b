import type { CounterBatch, CounterPoint } from "../../core/counter_batch.ts";
import type { TemplateCount, TemplateHost, WriteOutcome } from "../ports/counters.ts";
import type { Connection, Parameters } from "./connection.ts";
import { HOUR_MS, HourSums } from "./hour_sums.ts";
import { COUNT, INSERT_COUNTS, TEMPLATE_COUNTS, TEMPLATE_HOSTS, UPSERT_COUNT } from "./queries.ts";
import type { SeriesIds } from "./series_ids.ts";

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

/** What is asked of counters: of all sources where none is named. */
interface CountsFilter {
  readonly source?: string | null;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** See `CounterStore.templateCounts`. Whole hours come from a rollup, so the time it takes follows the series, not the lines. */
export function queryTemplateCounts(db: Connection, filter: CountsFilter): TemplateCount[] {
  return db.all<TemplateCount>(TEMPLATE_COUNTS, parametersOf(filter));
}

/** See `CounterStore.templateHosts`. */
export function queryTemplateHosts(db: Connection, filter: CountsFilter): TemplateHost[] {
  return db.all<TemplateHost>(TEMPLATE_HOSTS, parametersOf(filter));
}

function parametersOf({ source = null, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER }: CountsFilter): Parameters {
  const firstHour = Math.ceil(fromMs / HOUR_MS) * HOUR_MS;
  const lastHour = Math.floor(toMs / HOUR_MS) * HOUR_MS;
  const hours = firstHour < lastHour
    ? { firstHourMs: firstHour, lastHourMs: lastHour }
    : { firstHourMs: fromMs, lastHourMs: fromMs };
  return { source, fromMs, ...hours, toMs };
}

/** A row of `counts`. */
interface CountRow {
  readonly source: number;
  readonly slotMs: number;
  readonly series: number;
  readonly number: number;
  readonly count: number;
}

/** New points many at a time; where some are there already, because the batch was sent before, one after another. */
function writePoints(db: Connection, { agent, number, points }: CounterBatch, seriesIds: SeriesIds): void {
  const hours = new HourSums();
  const rows: number[] = [];
  const placed = points.map((point): CountRow => {
    const { source, series } = seriesIds.of(point, agent);
    return { source, slotMs: point.slotMs, series, number, count: point.count };
  });
  for (const { source, slotMs, series, count } of placed) rows.push(source, slotMs, series, number, count);
  const areNew = db.insertNew(INSERT_COUNTS, rows);
  for (const row of placed) hours.add(row, areNew ? row.count : overwrite(db, row));
  hours.write(db);
}

/** Returns by how much it changes the count. */
function overwrite(db: Connection, row: CountRow): number {
  const before = db.first<{ count: number }>(COUNT, { ...row })?.count ?? 0;
  db.run(UPSERT_COUNT, { ...row });
  return row.count - before;
}

function lines(points: readonly CounterPoint[]): number {
  return points.reduce((sum, point) => sum + point.count, 0);
}
