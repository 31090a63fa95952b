import { type SourceWindow, sourceWindows } from "../../core/statistics/source_windows.ts";
import { assertAligned } from "../../core/statistics/tally_windows.ts";
import type { SourceWindowsQuery } from "../ports/windows.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { livePointsQuery, rangeOf } from "./queries.ts";
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
  const counts = await connection.query(flux, (column) => ({
    source: fromTagText(column("source")),
    template: fromTagText(column("template")),
    level: fromTagText(column("level")),
    slotMs: Date.parse(column("_time")),
    count: Number(column("_value")),
  }));
  const wanted = sources && new Set(sources);
  return sourceWindows(wanted ? counts.filter(({ source }) => wanted.has(source)) : counts, query);
}
