import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import { KIND_LOOKS } from "../kinds.ts";
import { IS_HELD, LASTS_MS } from "./going_on.ts";
import { IS_MOMENT } from "./last_lines.ts";
import { NEWEST_WINDOWS } from "./newest_windows.ts";
import { OPEN_MESSAGES } from "./open_messages.ts";
import { BUCKETS } from "./places.ts";
import { LOOK_UP } from "./look_up.ts";
import { script, type Snippet } from "./script.ts";
import { STOPS } from "./stops.ts";
import { TIME_AXIS } from "./time_axis.ts";

/** Name of the column that says when anomalies of a kind were on. */
export const regionColumn = (kind: string): string => `region_${kind}`;

/** Those of all kinds, in their order. */
export const REGION_COLUMNS: readonly string[] = KIND_LOOKS.map(({ kind }) => regionColumn(kind));

/**
 * An incident of something that is missing goes on until it is back, as far as its detector has come; its time ends with what was found last. Of a source
 * that is known of each of its sources: it goes on for others, too.
 */
const HELD = `exists r.open and r.open == "open" and r.template != "${ALL_TEMPLATES}" and ${IS_HELD}`;

/** What an anomaly of each severity adds to how much is on, so that the sum says which is the worst, for up to 99 of each. */
export const WEIGHTS = { critical: 10_000, warning: 100, info: 1 } as const;

const WEIGHT =
  `if severity == "critical" then ${WEIGHTS.critical} else if severity == "warning" then ${WEIGHTS.warning} else ${WEIGHTS.info}`;

/**
 * Defines `regions(of, least, by)`: when the anomalies for which `of` holds, and the alarms that incidents are made of, were on in the visible range. A table per value of the
 * columns `by`, which `kind` is one of, with a row per change: `_time` and `open`, how much is on from there, by {@linkcode WEIGHTS}: a series matters as much as its incident. A short one is drawn
 * `least` ns long, so that it can be seen in a wide range; one that began before the range begins with it.
 */
export const REGIONS: Snippet = {
  imports: ["date"],
  uses: [BUCKETS, LOOK_UP, NEWEST_WINDOWS, OPEN_MESSAGES, STOPS, TIME_AXIS],
  text: `
severities =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart))
    |> filter(fn: (r) => r._measurement == "annotations" and (r._field == "id" or r._field == "severity"))
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> map(fn: (r) => ({_value: r.id + "\\n" + r.severity}))
    |> toIndex()
firstNs = int(v: v.timeRangeStart)
lastNs = int(v: v.timeRangeStop)
// Of what came after the point in which a detector fell silent nobody knows.
watchedNs = (source) => {
  newestNs = newestWindow(source: source) * 1000000
  return if newestNs + patienceMs * 1000000 > lastNs then lastNs else newestNs + int(v: every)
}
ends = (measurement, of) =>
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == measurement)
    |> filter(fn: of)
    |> filter(fn: (r) => r._field == "time_end" or r._field == "incident" or r._field == "open" or r._field == "severity")
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    // Of what was over before the range no more is asked, unless it may go on: most of a month is.
    |> filter(fn: (r) => r.time_end * 1000000 > firstNs - ${LASTS_MS}000000 or ${IS_HELD} or ${IS_MOMENT})
    |> map(
      fn: (r) => {
        foundNs = r.time_end * 1000000
        watched = watchedNs(source: r.source)
        loggedNs = if exists r.incident and (${IS_MOMENT}) then lastLogged(incident: r.incident, template: r.template, source: r.source) * 1000000 else 0
        endNs = if loggedNs > foundNs then loggedNs else foundNs
        isFresh = exists r.incident and endNs > watched - ${LASTS_MS}000000
        return {r with endNs: if (${HELD} or isFresh or exists r.incident and isStop(r: r)) and watched > endNs then watched else endNs}
      },
    )
    |> filter(fn: (r) => r.endNs > firstNs)
spans = (of, least) =>
  union(
    tables: [
      // An incident is on when its alarms are, and while something is missing.
      ends(measurement: "annotations", of: of) |> filter(fn: (r) => not exists r.open or ${HELD}),
      ends(measurement: "alarms", of: of) |> filter(fn: (r) => r.incident != ""),
    ],
  )
    |> map(
      fn: (r) => {
        began = if r._time > v.timeRangeStart then int(v: date.truncate(t: r._time, unit: 1ms)) else firstNs
        until = if r.endNs > began + least then r.endNs else began + least
        severity = if exists r.severity then r.severity else lookUp(index: severities, key: r.incident, default: "info")
        return {
          weight: ${WEIGHT},
          kind: "region_" + r.kind,
          source: r.source,
          began: time(v: began),
          until: time(v: if until < lastNs then until else lastNs),
        }
      },
    )
regions = (of, least, by) => {
  all = spans(of: of, least: least)
  edges =
    union(
      tables: [
        all |> map(fn: (r) => ({_time: r.began, kind: r.kind, source: r.source, open: r.weight, nth: 1})),
        all |> map(fn: (r) => ({_time: r.until, kind: r.kind, source: r.source, open: -r.weight, nth: 1})),
      ],
    )
  return edges
    |> group(columns: by)
    |> sort(columns: ["_time", "open"])
    |> cumulativeSum(columns: ["open", "nth"])
    |> sort(columns: ["nth"], desc: true)
    |> unique(column: "_time")
    |> sort(columns: ["_time"])
}`,
};

/**
 * When anomalies were on, for a chart to draw as regions: a column per kind, `region_KIND`, 1 from an anomaly's start and 0
 * from its end. One table with a row per change.
 *
 * @param of Flux that says whether the anomaly `r` is wanted.
 */
export function anomalyRegions(of: string): string {
  return script(
    `
regions(of: (r) => ${of}, least: int(v: every) / 2, by: ["kind"])
  |> group()
  |> map(fn: (r) => ({r with open: if r.open > 0 then 1 else 0}))
  |> pivot(rowKey: ["_time"], columnKey: ["kind"], valueColumn: "open")
  |> sort(columns: ["_time"])`,
    { uses: [REGIONS, TIME_AXIS] },
  );
}
