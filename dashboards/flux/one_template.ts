import { LOOK_UP } from "./look_up.ts";
import { TIME_AXIS } from "./time_axis.ts";
import { BUCKETS, OF_ITS_SOURCE, OF_TEMPLATE } from "./places.ts";
import { HISTORY } from "./history.ts";
import { script, type Snippet } from "./script.ts";

/**
 * The selected template's live lines per second with what was expected: `actual`, 0 where the source was evaluated and no line was counted, `expected`, `lower`, `upper`, and
 * `history`. Where a point is longer than a window, its `highest` one, so that a short spike keeps its height in a wide range, and the `mean` take the place of `actual`; the others are means. A band is stored with the windows that had lines, and holds until the next one.
 * Lines and baselines under the ids that it replaced are its own.
 */
export function rateWithBand(): string {
  return script(
    `
window = duration(v: windowNs)
stored = (of) => from(bucket: data) |> range(start: start, stop: stop) |> filter(fn: of)
plain = (tables=<-) => tables |> keep(columns: ["_start", "_stop", "_time", "_value"])
// Series are summed twice: each in the database, then all of them together.
summed = (each) =>
  stored(of: (r) => r._measurement == "log_counts" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r.mode == "live" and r._field == "count")
    |> aggregateWindow(every: each, fn: sum, createEmpty: false, timeSrc: "_start")
    |> plain()
    |> aggregateWindow(every: each, fn: sum, createEmpty: false, timeSrc: "_start")
// The mean of one number is that number as a float: a map of each row costs more than all that comes before it.
named = (tables=<-, field) => tables |> movingAverage(n: 1) |> set(key: "_field", value: field)
lines =
  summed(each: window)
    |> aggregateWindow(every: every, fn: max, createEmpty: false, timeSrc: "_start")
    |> named(field: "lines")
none = array.from(rows: [{_time: start, _field: "", _value: 0.0}]) |> filter(fn: (r) => r._field != "")
means = if isWide then summed(each: every) |> named(field: "all") else none
level = (field) =>
  stored(of: (r) => r._measurement == "baselines" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r._field == field)
    |> aggregateWindow(every: every, fn: mean, createEmpty: false, timeSrc: "_start")
    |> plain()
    |> aggregateWindow(every: every, fn: sum, createEmpty: true, timeSrc: "_start")
    |> fill(usePrevious: true)
    |> set(key: "_field", value: field)
// Where the source was evaluated.
watched =
  stored(of: (r) => r._measurement == "baselines" and ${OF_ITS_SOURCE} and r.template == "*" and r._field == "actual")
    |> aggregateWindow(every: every, fn: mean, createEmpty: false, timeSrc: "_start")
    |> plain()
    |> set(key: "_field", value: "watched")
union(
  tables: [
    lines,
    means,
    watched,
    level(field: "expected"),
    level(field: "upper"),
    level(field: "lower"),
    history(of: (r) => ${OF_ITS_SOURCE} and ${OF_TEMPLATE}),
  ],
)
  |> group()
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> map(
    fn: (r) => {
      zero = r.watched * 0.0
      most = (if exists r.lines then r.lines else zero) * perSecond
      return {
        _time: r._time,
        actual: most,
        highest: most,
        mean: if exists r.all then r.all / everySeconds else zero,
        expected: (if exists r.watched then r.expected else zero) * perSecond,
        upper: (if exists r.watched then r.upper else zero) * perSecond,
        lower: (if exists r.watched then r.lower else zero) * perSecond,
        history: r.history,
      }
    },
  )
  |> drop(columns: otherRates)
  |> sort(columns: ["_time"])`,
    { uses: [BUCKETS, TIME_AXIS, HISTORY], imports: ["array"] },
  );
}

/** Lines of the selected template per second by the time they were logged, a series per host and level. Lines whose time is not known are none of them. */
export function linesByHostAndLevel(): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r.mode != "backlog")
  |> aggregateWindow(every: every, fn: sum, createEmpty: false, timeSrc: "_start")
  |> keep(columns: ["_start", "_stop", "_time", "_value", "host", "level"])
  |> aggregateWindow(every: every, fn: sum, createEmpty: true, timeSrc: "_start")
  |> fill(value: 0)
  |> map(fn: (r) => ({r with _value: float(v: r._value) / everySeconds}))`,
    { uses: [BUCKETS, TIME_AXIS] },
  );
}

/** One row: the selected template's `text` and `source`. */
export function templateText(): string {
  return script(
    `
ids
  |> filter(fn: (r) => r.template =~ /^\${template:regex}$/)
  |> keep(columns: ["text", "source"])`,
    { uses: [IDS] },
  );
}

/**
 * The selected template in figures, one row: `source`, `first_seen` (ms), `lines` in the visible range, `peak`, its highest
 * window there, and `expected`, the mean of what was expected (lines/s).
 */
export function templateFacts(): string {
  return script(
    `
lines =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE})
    |> sum()
    |> group(columns: ["source"])
    |> sum()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
peaks =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r.mode == "live")
    |> aggregateWindow(every: duration(v: windowNs), fn: sum, createEmpty: false, timeSrc: "_start")
    |> keep(columns: ["_start", "_stop", "_time", "_value", "source"])
    |> aggregateWindow(every: duration(v: windowNs), fn: sum, createEmpty: false, timeSrc: "_start")
    |> max()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
levels =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "baselines" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r._field == "expected")
    |> mean()
    |> group(columns: ["source"])
    |> max()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
seen =
  ids
    |> group(columns: ["source"])
    |> min(column: "first_seen")
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r.first_seen)}))
    |> toIndex()
ids
  |> filter(fn: (r) => r.template =~ /^\${template:regex}$/)
  |> map(
    fn: (r) => ({
      source: r.source,
      first_seen: int(v: lookUp(index: seen, key: r.source, default: "0")),
      lines: int(v: lookUp(index: lines, key: r.source, default: "0")),
      peak: float(v: lookUp(index: peaks, key: r.source, default: "0")) * perSecond,
      expected: float(v: lookUp(index: levels, key: r.source, default: "0")) * perSecond,
    }),
  )`,
    { uses: [LOOK_UP, IDS, TIME_AXIS] },
  );
}

/** A row per id under which the selected template has been known: `text`, `template`, `first_seen`, `became`. */
export function templateLineage(): string {
  return script(
    `
ids
  |> map(
    fn: (r) => ({
      text: r.text,
      template: r.template,
      first_seen: r.first_seen,
      became: if r.replaced_by == "" then "in use" else r.replaced_by,
    }),
  )
  |> sort(columns: ["first_seen"])`,
    { uses: [IDS] },
  );
}

/** Sample lines of the selected template as a log, newest first: `_time`, `line`, `source`. */
export function templateSamples(): string {
  return script(
    `
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "samples" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r._field == "record")
  |> group()
  |> map(
    fn: (r) => {
      placed = json.parse(data: bytes(v: r._value))
      return {_time: time(v: int(v: placed.sample.atMs) * 1000000), line: placed.sample.line, source: r.source}
    },
  )
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 20)`,
    { uses: [BUCKETS], imports: ["experimental/json"] },
  );
}

/** Names `itsIncidents`: ids of the incidents of which the selected template had an alarm. */
export const ITS_INCIDENTS: Snippet = {
  imports: ["date"],
  uses: [BUCKETS],
  text: `
itsIncidents =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "alarms" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r._field == "incident")
    |> group()
    |> findColumn(fn: (key) => true, column: "_value")`,
};

/** Names `ids`: the registry's newest row of each id of the selected template, with the earliest `first_seen` that was written. */
const IDS: Snippet = {
  uses: [BUCKETS],
  text: `
registry = (field) =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_ITS_SOURCE} and ${OF_TEMPLATE} and r._field == field)
ids =
  union(
    tables: [
      registry(field: "text") |> last(),
      registry(field: "replaced_by") |> last(),
      registry(field: "first_seen") |> min(),
    ],
  )
    |> pivot(rowKey: ["source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()`,
};
