import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * Defines `history(of)`: lines per second that were in a log before it was watched, by the time in them, of the counters for which `of` holds: rows
 * of `_time`, `_field` and `_value`, the mean of each point. What is older than an hour is counted by the minute, so a point is never shorter.
 * The last point is left out: it ends where the log was first watched, or where the range ends, and would show a fall that nobody logged.
 */
export const HISTORY: Snippet = {
  uses: [BUCKETS, TIME_AXIS],
  text: `
pastEvery = if int(v: every) > 60000000000 then every else 1m
pastSeconds = float(v: int(v: pastEvery)) / 1000000000.0
history = (of) =>
  from(bucket: data)
    |> range(start: date.truncate(t: start, unit: pastEvery), stop: date.add(d: pastEvery, to: date.truncate(t: stop, unit: pastEvery)))
    |> filter(fn: (r) => r._measurement == "log_counts" and r.mode == "history" and r._field == "count")
    |> filter(fn: of)
    |> aggregateWindow(every: pastEvery, fn: sum, createEmpty: false, timeSrc: "_start")
    |> keep(columns: ["_start", "_stop", "_time", "_value"])
    |> aggregateWindow(every: pastEvery, fn: sum, createEmpty: false, timeSrc: "_start")
    |> tail(n: 100000, offset: 1)
    |> map(fn: (r) => ({_time: r._time, _field: "history", _value: float(v: r._value) / pastSeconds}))`,
};
