import { ANOMALIES } from "./anomalies.ts";
import { TIME_AXIS } from "./time_axis.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";

/** A field of the heartbeats over time, a series per source and agent: the highest value of each point, none where it was not heard. */
export function heartbeatField(field: "behind_ms" | "lag_bytes" | "lag_ms" | "spool_bytes"): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "${field}")
  |> aggregateWindow(every: every, fn: max, createEmpty: true, timeSrc: "_start")
  |> keep(columns: ["_time", "_value", "source", "agent"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** How much a running total of the heartbeats grew per second, a series per source and agent, none where it was not heard. A restarted total counts from 0. */
export function heartbeatRate(field: "counted" | "rejected"): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "${field}")
  |> aggregateWindow(every: every, fn: last, createEmpty: true, timeSrc: "_start")
  |> derivative(unit: 1s, nonNegative: true)
  |> keep(columns: ["_time", "_value", "source", "agent"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** From an anomaly's beginning, the newest one where it began again, until it was saved, milliseconds, at that beginning; a series per source. */
export function callingLatency(): string {
  return script(
    `
anomalies
  |> map(
    fn: (r) => {
      // A key's time tells anomalies of one millisecond apart by its nanoseconds.
      beganMs = if exists r.again and r.again <= r.saved then r.again else int(v: r._time) / 1000000
      return {_time: time(v: beganMs * 1000000), source: r.source, _value: float(v: r.saved - beganMs)}
    },
  )
  |> filter(fn: (r) => r._time >= v.timeRangeStart)
  |> group(columns: ["source", "_time"])
  |> max()
  |> group(columns: ["source"])
  |> sort(columns: ["_time"])`,
    { uses: [ANOMALIES] },
  );
}
