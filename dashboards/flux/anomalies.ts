import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TO_DICT } from "./to_dict.ts";

/**
 * Defines `anomalies`: one table with a row per episode of the selected sources that meets the visible range, episodes that began
 * before it included; a column per field, and `windowMs`, `savedMs`, `label`
 * (empty: none). `rate` turns a count of an episode into lines per second.
 */
export const ANOMALIES: Snippet = {
  imports: ["experimental/json"],
  uses: [BUCKETS, TO_DICT],
  text: `
labels =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "labels" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> map(fn: (r) => ({_value: r.id + "\\n" + r.label}))
    |> toDict()
anomalies =
  from(bucket: facts)
    |> range(start: 0, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => r.time_end > int(v: v.timeRangeStart) / 1000000)
    |> map(
      fn: (r) => {
        detail = json.parse(data: bytes(v: r.record))
        label = dict.get(dict: labels, key: r.id, default: "")
        return {r with windowMs: detail.windowMs, savedMs: detail.savedMs, label: label}
      },
    )
rate = (r, count) => count * 1000.0 / r.windowMs`,
};
