import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * All lines of the selected source per second with what was expected. A point of `actual` is its highest window, so that a short
 * spike can be seen in a wide range; the others are means.
 */
export function trafficWithBand(): string {
  return script(
    `
level = (field, fn) =>
  from(bucket: data)
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == field)
    |> aggregateWindow(every: every, fn: fn, createEmpty: true, timeSrc: "_start")
    |> keep(columns: ["_time", "_field", "_value"])
    |> map(fn: (r) => ({r with _value: r._value * perSecond}))
union(
  tables: [
    level(field: "actual", fn: max),
    level(field: "expected", fn: mean),
    level(field: "upper", fn: mean),
    level(field: "lower", fn: mean),
  ],
)
  |> group()
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> sort(columns: ["_time"])`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** All lines per second of the selected sources together, in column `traffic`: the mean of each point's windows. */
export function trafficNow(): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual")
  |> aggregateWindow(every: every, fn: mean, createEmpty: false, timeSrc: "_start")
  |> keep(columns: ["_start", "_stop", "_time", "_value"])
  |> aggregateWindow(every: every, fn: sum, createEmpty: false, timeSrc: "_start")
  |> group()
  |> map(fn: (r) => ({_time: r._time, traffic: r._value * perSecond}))`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}
