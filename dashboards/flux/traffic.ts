import { BUCKETS, OF_SHOWN, OF_SOURCES } from "./places.ts";
import { HISTORY } from "./history.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * All lines of the shown source per second with what was expected: `actual`, `expected`, `lower`, `upper`, and what was logged before it was
 * watched: `history`. Where a point is longer than a window, its `highest` one, so that a short spike can be seen in a wide range, and the `mean`, to be held against the others, which are
 * means, take the place of `actual`.
 */
export function trafficWithBand(): string {
  return script(
    `
series = (fields, fn) =>
  from(bucket: data)
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SHOWN} and r._field =~ fields)
    |> aggregateWindow(every: every, fn: fn, createEmpty: true, timeSrc: "_start")
    |> keep(columns: ["_time", "_field", "_value"])
union(
  tables: [
    series(fields: /^actual$/, fn: max) |> set(key: "_field", value: "highest"),
    series(fields: if isWide then /^(actual|expected|lower|upper)$/ else /^(expected|lower|upper)$/, fn: mean),
    history(of: (r) => ${OF_SHOWN}),
  ],
)
  |> group()
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> map(
    fn: (r) => ({
      _time: r._time,
      actual: r.highest * perSecond,
      highest: r.highest * perSecond,
      mean: r.actual * perSecond,
      expected: r.expected * perSecond,
      lower: r.lower * perSecond,
      upper: r.upper * perSecond,
      history: r.history,
    }),
  )
  |> drop(columns: otherRates)
  |> sort(columns: ["_time"])`,
    { uses: [BUCKETS, TIME_AXIS, HISTORY] },
  );
}

/** All lines per second of the selected sources together in the newest minute of evaluated windows, in column `traffic`. */
export function trafficNow(): string {
  return script(
    `
from(bucket: data)
  |> range(start: date.sub(d: 1m, from: v.timeRangeStop), stop: v.timeRangeStop)
  |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual")
  |> mean()
  |> group()
  |> sum()
  |> map(fn: (r) => ({traffic: r._value * perSecond}))`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}
