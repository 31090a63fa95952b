import { BUCKETS, OF_SHOWN, OF_SOURCES } from "./places.ts";
import { BAND_PER_SECOND } from "./band_per_second.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * All lines of the shown source per second with what was expected: `actual`, `expected`, `lower`, `upper`. A point of `actual` is
 * its highest window, so that a short spike can be seen in a wide range; the others are means.
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
union(tables: [series(fields: /^actual$/, fn: max), series(fields: /^(expected|lower|upper)$/, fn: mean)])${BAND_PER_SECOND}`,
    { uses: [BUCKETS, TIME_AXIS] },
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
