import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/**
 * Defines `anomalies`: one table with a row per episode of the selected sources that meets the visible range, episodes that began
 * before it included; a column per field. `rate` turns a count of an episode into lines per second.
 */
export const ANOMALIES: Snippet = {
  uses: [BUCKETS],
  text: `
anomalies =
  from(bucket: facts)
    |> range(start: 0, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => r.time_end > int(v: v.timeRangeStart) / 1000000)
rate = (r, count) => count * 1000.0 / float(v: r.window_ms)`,
};
