import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TO_DICT } from "./to_dict.ts";

/** For how many windows after its last anomalous one an anomaly is open still. */
const OPEN_FOR_WINDOWS = 30;

/**
 * Defines `anomalies`: one table with a row per incident of the selected sources that meets the visible range and began at most 30
 * days before it; a column per field, and
 *
 * - `windowMs` and `savedMs`;
 * - `label`: `true`, `false` or `none`;
 * - `open`: whether it goes on as far as the detector has come: `open` or `ended`;
 * - `odds`: one in how many normal windows (or judgements, where the detector stored a probability) is as far out; 0: not known.
 *
 * `rate` turns a count of an anomaly into lines per second.
 */
export const ANOMALIES: Snippet = {
  imports: ["date", "experimental/json", "math"],
  uses: [BUCKETS, TO_DICT],
  text: `
labels =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "labels" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> filter(fn: (r) => r.label != "")
    |> map(fn: (r) => ({_value: r.id + "\\n" + r.label}))
    |> toDict()
evaluated =
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "detector_state" and r.template == "*" and ${OF_SOURCES} and r._field == "last_window")
    |> last()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
    |> toDict()
// Of an incident's alarms the least probable one counts.
probabilities =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "alarms" and ${OF_SOURCES} and (r._field == "incident" or r._field == "probability"))
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => exists r.probability)
    |> sort(columns: ["probability"], desc: true)
    |> map(fn: (r) => ({_value: r.incident + "\\n" + string(v: r.probability)}))
    |> toDict()
oddsOf = (p) => if p > 0.000000000001 then 1.0 / p else 1000000000000.0
// A count's two-sided tail where all that is known is what was expected of it.
tail = (actual, expected) => {
  spread = math.mMax(x: math.mMax(x: 1.0, y: 0.05 * expected), y: math.sqrt(x: expected))
  return math.erfc(x: math.abs(x: actual - expected) / spread / math.sqrt2)
}
anomalies =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => r.time_end > int(v: v.timeRangeStart) / 1000000)
    |> map(
      fn: (r) => {
        detail = json.parse(data: bytes(v: r.record))
        windowMs = if exists detail.windowMs then detail.windowMs else \${windowMs}.0
        savedMs = if exists detail.savedMs then detail.savedMs else float(v: r.time_end)
        until = int(v: dict.get(dict: evaluated, key: r.source, default: "0")) + int(v: windowMs)
        probability = float(v: dict.get(dict: probabilities, key: r.id, default: "0"))
        return {r with
          windowMs: windowMs,
          savedMs: savedMs,
          label: dict.get(dict: labels, key: r.id, default: "none"),
          open: if r.time_end + ${OPEN_FOR_WINDOWS} * int(v: windowMs) > until then "open" else "ended",
          odds:
            if probability > 0.0 then oddsOf(p: probability) else if r.expected > 0.0 then
              oddsOf(p: tail(actual: r.actual, expected: r.expected))
            else
              0.0,
        }
      },
    )
rate = (r, count) => count * 1000.0 / r.windowMs`,
};
