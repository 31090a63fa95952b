import { type SourceCount, type SourceWindow, sourceWindows } from "../../core/statistics/source_windows.ts";
import { assertAligned } from "../../core/statistics/tally_windows.ts";
import type { PastWindowsQuery, SourceWindowsQuery } from "../ports/windows.ts";
import type { InfluxConnection, ReadColumn } from "./influx_connection.ts";
import { livePointsQuery, pastSumsQuery, rangeOf } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/** More sources than these are not named in a query: all are read, and the others are left out here. */
const MOST_NAMED = 100;

/** See `WindowStore.sourceWindows`. Points are added up here, see `livePointsQuery`. */
export async function querySourceWindows(
  connection: InfluxConnection,
  query: SourceWindowsQuery,
): Promise<SourceWindow[]> {
  assertAligned(query);
  const { sources } = query;
  if (query.fromMs >= query.toMs || sources?.length === 0) return [];
  const named = sources && sources.length <= MOST_NAMED ? sources : undefined;
  const flux = livePointsQuery(connection.target.buckets.counters, rangeOf(query), named);
  const counts = await connection.query(flux, countOf);
  const wanted = sources && new Set(sources);
  return sourceWindows(wanted ? counts.filter(({ source }) => wanted.has(source)) : counts, query);
}

/** See `WindowStore.pastWindows`. InfluxDB adds each series up per window, however fine its slots are. */
export async function queryPastWindows(connection: InfluxConnection, query: PastWindowsQuery): Promise<SourceWindow[]> {
  assertAligned(query);
  if (query.fromMs >= query.toMs) return [];
  const flux = pastSumsQuery(connection.target.buckets.counters, rangeOf(query), query);
  return sourceWindows(await connection.query(flux, countOf), query);
}

function countOf(column: ReadColumn): SourceCount {
  return {
    source: fromTagText(column("source")),
    template: fromTagText(column("template")),
    level: fromTagText(column("level")),
    host: fromTagText(column("host")),
    slotMs: Date.parse(column("_time")),
    count: Number(column("_value")),
  };
}
