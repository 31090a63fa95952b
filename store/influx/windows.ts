import { meanAndDeviation } from "../../core/statistics/mean_and_deviation.ts";
import { ALL_TEMPLATES, assertAligned } from "../../core/statistics/window_counts.ts";
import type { WindowCount } from "../../core/statistics/window_counts.ts";
import type { WindowStatistics } from "../../core/statistics/window_statistics.ts";
import type { WindowQuery } from "../ports/windows.ts";
import type { InfluxConnection, ReadColumn } from "./influx_connection.ts";
import { windowCountsQuery, windowStatisticsQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/** See `WindowStore.windowCounts`. Flux sums the series of each template; a replaced template's sums are added to its survivor's here. */
export async function queryWindowCounts(connection: InfluxConnection, query: WindowQuery): Promise<WindowCount[]> {
  assertAligned(query);
  if (query.fromMs >= query.toMs) return [];
  const flux = windowCountsQuery(connection.target.buckets.counters, query);
  const rows = await connection.query(flux, (column) => ({
    template: templateOf(column),
    windowStartMs: Date.parse(column("_time")),
    count: Number(column("_value")),
  }));
  const resolved = resolveLineage(rows, query.lineage);
  return resolved.sort((a, b) => a.windowStartMs - b.windowStartMs || (a.template < b.template ? -1 : 1));
}

/** See `WindowStore.windowStatistics`. Flux computes them; only where a survivor takes over lines they follow from window counts. */
export async function queryWindowStatistics(
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<WindowStatistics[]> {
  assertAligned(query);
  if (query.fromMs >= query.toMs) return [];
  const { lineage = new Map() } = query;
  const rows = await statistics(connection, query);
  const replaced = [...rows.keys()].filter((template) => lineage.has(template));
  if (replaced.length > 0) {
    const survivors = new Set(replaced.map((template) => lineage.get(template)));
    for (const row of await statisticsOf(survivors, connection, query)) rows.set(row.template, row);
    for (const template of replaced) rows.delete(template);
  }
  return [...rows.values()].sort((a, b) => a.template < b.template ? -1 : 1);
}

/** Statistics by template as Flux has them, lineage not resolved. */
async function statistics(
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<Map<string, WindowStatistics>> {
  const windows = (query.toMs - query.fromMs) / query.windowMs;
  const rows = new Map<string, { -readonly [Key in keyof WindowStatistics]: WindowStatistics[Key] }>();
  await connection.query(windowStatisticsQuery(connection.target.buckets.counters, query), (column) => {
    const template = templateOf(column);
    let row = rows.get(template);
    if (row === undefined) rows.set(template, row = { template, windows, mean: 0, stddev: 0 });
    if (/mean/i.test(column("result"))) row.mean = column("_value");
    // The deviation of a single window is NaN to Flux.
    else if (windows > 1) row.stddev = column("_value");
  });
  return rows;
}

async function statisticsOf(
  templates: ReadonlySet<string>,
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<WindowStatistics[]> {
  const windows = (query.toMs - query.fromMs) / query.windowMs;
  const counts = (await queryWindowCounts(connection, query)).filter(({ template }) => templates.has(template));
  return [...Map.groupBy(counts, ({ template }) => template)].map(([template, rows]) => {
    const { mean, stddev } = meanAndDeviation(rows.map(({ count }) => count), { zeros: windows - rows.length });
    return { template, windows, mean, stddev };
  });
}

function resolveLineage(rows: WindowCount[], lineage: ReadonlyMap<string, string> = new Map()): WindowCount[] {
  if (lineage.size === 0) return rows;
  const resolved = new Map<string, WindowCount>();
  for (const row of rows) {
    const template = lineage.get(row.template) ?? row.template;
    const key = `${row.windowStartMs} ${template}`;
    resolved.set(key, { ...row, template, count: row.count + (resolved.get(key)?.count ?? 0) });
  }
  return [...resolved.values()];
}

function templateOf(column: ReadColumn): string {
  const template = column("template");
  return template === undefined ? ALL_TEMPLATES : fromTagText(template);
}
