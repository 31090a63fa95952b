import { ALL_TEMPLATES, assertAligned } from "../../core/statistics/window_counts.ts";
import type { WindowCount, WindowQuery, WindowStatistics } from "../store.ts";
import type { InfluxConnection, ReadColumn } from "./influx_connection.ts";
import { windowCountsQuery, windowStatisticsQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/** See `Store.windowCounts`. */
export async function queryWindowCounts(connection: InfluxConnection, query: WindowQuery): Promise<WindowCount[]> {
  assertAligned(query);
  if (query.fromMs >= query.toMs) return [];
  const flux = windowCountsQuery(connection.target.buckets.counters, query);
  const rows = await connection.query(flux, (column) => ({
    template: templateOf(column),
    windowStartMs: Date.parse(column("_time")),
    count: column("_value"),
  }));
  return rows.sort((a, b) => a.windowStartMs - b.windowStartMs || (a.template < b.template ? -1 : 1));
}

/** See `Store.windowStatistics`. */
export async function queryWindowStatistics(
  connection: InfluxConnection,
  query: WindowQuery,
): Promise<WindowStatistics[]> {
  assertAligned(query);
  if (query.fromMs >= query.toMs) return [];
  const windows = (query.toMs - query.fromMs) / query.windowMs;
  const means = new Map<string, number>();
  const deviations = new Map<string, number>();
  const flux = windowStatisticsQuery(connection.target.buckets.counters, query);
  await connection.query(flux, (column) => {
    const of = /mean/i.test(column("result")) ? means : deviations;
    of.set(templateOf(column), column("_value"));
  });
  return [...means]
    // The deviation of a single window is NaN to Flux.
    .map(([template, mean]) => ({ template, windows, mean, stddev: windows > 1 ? deviations.get(template) ?? 0 : 0 }))
    .sort((a, b) => a.template < b.template ? -1 : 1);
}

function templateOf(column: ReadColumn): string {
  const template = column("template");
  return template === undefined ? ALL_TEMPLATES : fromTagText(template);
}
