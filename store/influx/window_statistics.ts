import { meanAndDeviation } from "../../core/statistics/mean_and_deviation.ts";
import { ALL_TEMPLATES, assertAligned } from "../../core/statistics/tally_windows.ts";
import type { WindowStatistics } from "../../core/statistics/window_statistics.ts";
import type { WindowQuery } from "../ports/windows.ts";
import type { InfluxConnection, ReadColumn } from "./influx_connection.ts";
import { windowCountsQuery, windowStatisticsQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

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

/** Statistics of templates that others were merged into. */
async function statisticsOf(
  templates: ReadonlySet<string>,
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<WindowStatistics[]> {
  const counts = await survivorCounts(templates, connection, query);
  const windows = (query.toMs - query.fromMs) / query.windowMs;
  return [...counts].map(([template, byWindow]) => {
    const { mean, stddev } = meanAndDeviation([...byWindow.values()], { zeros: windows - byWindow.size });
    return { template, windows, mean, stddev };
  });
}

/** Template -> window's start -> lines; Flux sums the series of each template, and those of a replaced one are added to its survivor's here. */
async function survivorCounts(
  templates: ReadonlySet<string>,
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<Map<string, Map<string, number>>> {
  const counts = new Map([...templates].map((template) => [template, new Map<string, number>()]));
  await connection.query(windowCountsQuery(connection.target.buckets.counters, query), (column) => {
    const template = templateOf(column);
    const byWindow = counts.get(query.lineage?.get(template) ?? template);
    const startedAt = column("_time");
    byWindow?.set(startedAt, (byWindow.get(startedAt) ?? 0) + Number(column("_value")));
  });
  return counts;
}

function templateOf(column: ReadColumn): string {
  const template = column("template");
  return template === undefined ? ALL_TEMPLATES : fromTagText(template);
}
