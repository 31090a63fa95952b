import { DASHBOARDS } from "../links.ts";
import { ANOMALIES, OPEN_CALLED } from "./anomalies.ts";
import { LABELS } from "./labels.ts";
import { IS_MOMENT, LAST_LINES } from "./last_lines.ts";
import { LINEAGE } from "./lineage.ts";
import { LOOK_UP } from "./look_up.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script, type Snippet } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";
import { NO_MESSAGE } from "./series_names.ts";

/** Which incidents, and in which order. */
export interface AnomalyListOptions {
  /** Flux that keeps the rows wanted. @default all */
  readonly rows?: string;
  /** Whether open ones come first, the gravest of them at the top. @default false: the newest first */
  readonly openFirst?: boolean;
  /** Flux that says what the anomaly `r` is about, in words. @default nothing */
  readonly about?: string;
  /** Flux that `rows` and `about` build on. */
  readonly uses?: readonly Snippet[];
}

/** Keeps anomalies that are part of no other one. */
export const WHOLE = "  |> filter(fn: (r) => not isDetail(r: r))";

/** Defines `detailsOf(id)`: how many anomalies are part of one of a detector that makes no incidents. */
const DETAILS: Snippet = {
  imports: ["date"],
  uses: [BUCKETS, LOOK_UP],
  text: `
details =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES} and r._field == "parent" and r._value != "")
    |> group(columns: ["_value"])
    |> count(column: "source")
    |> map(fn: (r) => ({_value: r._value + "\\n" + string(v: r.source)}))
    |> toIndex()
detailsOf = (id) => int(v: lookUp(index: details, key: id, default: "0"))`,
};

/**
 * A row per incident: `state` (for how long it lasted, or has been open, in words), `about`, `_time`, `title` (a sentence), `severity`, `kind`, `source`, `peak` and `expected` (lines/s), `once_s`, `series`, `label`, and for links `id`, `template` (the one
 * that stands today for what the sentence is about) and `dashboard`.
 */
export function anomalyList(
  { rows = "", openFirst = false, about = '""', uses = [] }: AnomalyListOptions = {},
): string {
  return script(
    `
isMoment = (r) => (${IS_MOMENT}) and not r.isIncident
// What is called at one moment lasts for as long as its message is logged.
lasted = (r) => {
  startMs = int(v: r.since) / 1000000
  endMs = if isMoment(r: r) then lastSlot(source: r.about_source, template: r.about_template) else r.until
  return if endMs > startMs then endMs - startMs else 0
}
inState = (r) => {
  ms = lasted(r: r)
  return if r.open == "open" or ms == 0 then r.state else "lasted " + inWords(ms: ms)
}
anomalies
${rows}
  |> map(
    fn: (r) => {
      source = if exists r.about_source then r.about_source else r.source
      template = if exists r.about_template then r.about_template else r.template
      return {r with about_source: source, about_template: survivor(source: source, template: template)}
    },
  )
  |> map(
    fn: (r) => ({
      _time: r.since,
      state: inState(r: r),
      about: ${about},
      title: r.title,
      severity: r.severity,
      kind: r.kind,
      source: r.about_source,
      peak: rate(r: r, count: r.actual),
      expected: rate(r: r, count: r.expected),
      once_s: r.once_s,
      series: if exists r.series then r.series else 1 + detailsOf(id: r.id),
      label: labelOf(id: r.id),
      id: r.id,
      template: r.about_template,
      dashboard: if r.about_template =~ ${NO_MESSAGE} then "${DASHBOARDS.overview}" else "${DASHBOARDS.template}",
      rank: ${openFirst ? "gravity(r: r)" : "0.0"},
    }),
  )
  |> sort(columns: ["rank", "_time"], desc: true)
  |> limit(n: 500)
  |> drop(columns: ["rank"])`,
    { uses: [ANOMALIES, DETAILS, LABELS, LINEAGE, LAST_LINES, ...uses] },
  );
}

/** One row: how many incidents are open now, whatever the visible range, by severity: `critical`, `warning`, `info`. */
export function openBySeverity(): string {
  return script(
    `
union(
  tables: [
    array.from(rows: [{severity: "critical", n: 0}, {severity: "warning", n: 0}, {severity: "info", n: 0}]),
    called |> map(fn: (r) => ({severity: r.severity, n: 1})),
  ],
)
  |> group(columns: ["severity"])
  |> sum(column: "n")
  |> group()
  |> map(fn: (r) => ({r with row: 0}))
  |> pivot(rowKey: ["row"], columnKey: ["severity"], valueColumn: "n")
  |> map(fn: (r) => ({critical: r.critical, warning: r.warning, info: r.info}))`,
    { uses: [OPEN_CALLED], imports: ["array"] },
  );
}

/** Incidents by their start, counted in each point of a chart: a series per kind, 0 included, for Grafana takes the least step between points for the width of a bar. */
export function anomaliesOverTime(): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r.since >= start)
  |> map(fn: (r) => ({_time: r.since, kind: r.kind, _value: 1}))
  |> group(columns: ["kind"])
  |> range(start: start, stop: v.timeRangeStop)
  |> aggregateWindow(every: every, fn: count, createEmpty: true, timeSrc: "_start")
  |> keep(columns: ["_time", "kind", "_value"])`,
    { uses: [ANOMALIES, TIME_AXIS] },
  );
}
