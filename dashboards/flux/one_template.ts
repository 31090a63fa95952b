import { GRID } from "./grid.ts";
import { BUCKETS, OF_SOURCES, OF_TEMPLATE } from "./places.ts";
import { script } from "./script.ts";

/**
 * The selected template's live lines per second (`actual`, 0 where none was counted) with what was expected: `expected`, `upper`,
 * `lower`. Lines and baselines under the ids that it replaced are its own.
 */
export function rateWithBand(): string {
  return script(
    `
actual =
  from(bucket: data)
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and ${OF_TEMPLATE} and r.mode == "live")
    |> keep(columns: ["_start", "_stop", "_time", "_value"])
    |> aggregateWindow(every: every, fn: sum, createEmpty: true, timeSrc: "_start")
    |> fill(value: 0)
    |> map(fn: (r) => ({_time: r._time, _field: "actual", _value: float(v: r._value) / everySeconds}))
level = (field) =>
  from(bucket: data)
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r._measurement == "baselines" and ${OF_SOURCES} and ${OF_TEMPLATE} and r._field == field)
    |> aggregateWindow(every: every, fn: mean, createEmpty: false, timeSrc: "_start")
    |> keep(columns: ["_start", "_stop", "_time", "_value"])
    |> aggregateWindow(every: every, fn: sum, createEmpty: false, timeSrc: "_start")
    |> map(fn: (r) => ({_time: r._time, _field: field, _value: r._value * perSecond}))
union(tables: [actual, level(field: "expected"), level(field: "upper"), level(field: "lower")])
  |> group()
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> sort(columns: ["_time"])`,
    { uses: [BUCKETS, GRID] },
  );
}

/** Live and backlog lines of the selected template per second, a series per host and level. */
export function linesByHostAndLevel(): string {
  return script(
    `
from(bucket: data)
  |> range(start: start, stop: stop)
  |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and ${OF_TEMPLATE})
  |> keep(columns: ["_start", "_stop", "_time", "_value", "host", "level"])
  |> aggregateWindow(every: every, fn: sum, createEmpty: true, timeSrc: "_start")
  |> fill(value: 0)
  |> map(fn: (r) => ({r with _value: float(v: r._value) / everySeconds}))`,
    { uses: [BUCKETS, GRID] },
  );
}

/** One row per source: what the selected template is: `text`, `source`, `id`, `first_seen` (ms), `lines` in the visible range. */
export function templateFacts(): string {
  return script(
    `
lines =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and ${OF_TEMPLATE})
    |> sum()
    |> group(columns: ["source"])
    |> sum()
    |> group()
rows =
  ${registryRows()}
    |> group(columns: ["source"])
seen = rows |> min(column: "first_seen") |> group() |> keep(columns: ["source", "first_seen"])
names = rows |> filter(fn: (r) => r.template =~ /^\${template:regex}$/) |> group()
known =
  join.inner(
    left: names,
    right: seen,
    on: (l, r) => l.source == r.source,
    as: (l, r) => ({text: l.text, source: l.source, id: l.template, first_seen: r.first_seen}),
  )
join.left(
  left: known,
  right: lines,
  on: (l, r) => l.source == r.source,
  as: (l, r) => ({l with lines: if exists r._value then r._value else 0}),
)`,
    { uses: [BUCKETS], imports: ["join"] },
  );
}

/** A row per id under which the selected template has been known: \`text\`, \`template\`, \`source\`, \`first_seen\`, \`became\`. */
export function templateLineage(): string {
  return script(
    `
${registryRows()}
  |> map(
    fn: (r) => ({
      text: r.text,
      template: r.template,
      source: r.source,
      first_seen: r.first_seen,
      became: if r.replaced_by == "" then "in use" else r.replaced_by,
    }),
  )
  |> sort(columns: ["first_seen"])`,
    { uses: [BUCKETS] },
  );
}

/** Sample lines of the selected template, newest first. */
export function templateSamples(): string {
  return script(
    `
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and ${OF_TEMPLATE} and r._field == "sample")
  |> group()
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 20)
  |> map(fn: (r) => ({_time: r._time, line: r._value, source: r.source}))`,
    { uses: [BUCKETS] },
  );
}

function registryRows(): string {
  return `from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and ${OF_TEMPLATE})
    |> last()
    |> pivot(rowKey: ["source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()`;
}
