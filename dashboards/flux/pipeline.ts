import { ANOMALIES } from "./anomalies.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * The newest heartbeat of each agent and source that was heard in the visible range: `seen` (ms), how far its watermark is behind
 * that, what waits, and `unaccounted`: lines read that were neither counted nor rejected. The store keeps the newest at fixed times.
 */
export function newestHeartbeats(): string {
  return script(
    `
from(bucket: facts)
  |> range(start: 0, stop: 1970-01-02T00:00:00Z)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "record")
  |> map(
    fn: (r) => {
      newest = json.parse(data: bytes(v: r._value))
      return {
        source: r.source,
        host: newest.host,
        agent: r.agent,
        seen: float(v: newest.seenMs),
        behind_ms: float(v: newest.seenMs) - float(v: newest.watermarkMs),
        lag_bytes: newest.lagBytes,
        spool_bytes: newest.spoolBytes,
        read: newest.read,
        rejected: newest.rejected,
        unaccounted: float(v: newest.read) - float(v: newest.counted) - float(v: newest.rejected),
      }
    },
  )
  |> group(columns: ["source", "agent"])
  |> max(column: "seen")
  |> group()
  |> filter(fn: (r) => r.seen >= float(v: int(v: v.timeRangeStart) / 1000000))
  |> sort(columns: ["source", "agent"])`,
    { uses: [BUCKETS], imports: ["experimental/json"] },
  );
}

/** A field of the heartbeats over time, a series per source and agent: the highest value of each point. */
export function heartbeatField(field: "lag_bytes" | "lag_ms" | "spool_bytes"): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "${field}")
  |> aggregateWindow(every: every, fn: max, createEmpty: false, timeSrc: "_start")
  |> keep(columns: ["_time", "_value", "source", "agent"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** How much a running total of the heartbeats grew per second, a series per source and agent. A restarted total counts from 0. */
export function heartbeatRate(field: "counted" | "rejected"): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "${field}")
  |> aggregateWindow(every: every, fn: last, createEmpty: false, timeSrc: "_start")
  |> derivative(unit: 1s, nonNegative: true)
  |> keep(columns: ["_time", "_value", "source", "agent"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** How old the watermark was when it was heard, milliseconds, a series per source and agent: the highest of each point. */
export function watermarkDelay(): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "watermark")
  |> map(fn: (r) => ({r with _value: int(v: r._time) / 1000000 - r._value}))
  |> aggregateWindow(every: every, fn: max, createEmpty: false, timeSrc: "_start")
  |> keep(columns: ["_time", "_value", "source", "agent"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** From the end of an episode's first window to its saving, milliseconds, at the episode's start; a series per source. */
export function callingLatency(): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r._time >= v.timeRangeStart)
  |> map(
    fn: (r) => ({
      _time: date.truncate(t: r._time, unit: 1ms),
      source: r.source,
      _value: r.savedMs - float(v: int(v: r._time) / 1000000) - r.windowMs,
    }),
  )
  |> group(columns: ["source", "_time"])
  |> max()
  |> group(columns: ["source"])
  |> sort(columns: ["_time"])`,
    { uses: [ANOMALIES], imports: ["date"] },
  );
}
