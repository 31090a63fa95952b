import { DASHBOARDS } from "../links.ts";
import { CHOSEN_INCIDENT } from "./chosen_incident.ts";
import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { templateNames } from "./registry.ts";
import { NEWEST_WINDOWS } from "./newest_windows.ts";
import { STOPS } from "./stops.ts";
import { IN_COLUMN } from "./row_names.ts";
import { script, type Snippet } from "./script.ts";
import { NO_MESSAGE, SERIES_NAME } from "./series_names.ts";

/**
 * What the chosen incident is made of: a row per message, or source, that deviated, the first sign first: `_time`, `text`, `source` and how it is `shown`, `kind`,
 * `duration_ms`, `actual` and `expected` (lines/s), `once_s`, and for links `template` and `dashboard`. An anomaly of a detector that makes no
 * incidents is made of itself and its details.
 */
export function incidentSeries(): string {
  return script(
    `
parts
  |> map(
    fn: (r) => ({
      _time: r._time,
      text: seriesName(series: r.template, kind: r.kind, source: shownName(source: r.source), text: nameOf(source: r.source, template: r.template)),
      source: r.source,
      shown: shownName(source: r.source),
      kind: r.kind,
      duration_ms: r.time_end - int(v: r._time) / 1000000,
      actual: r.actual * 1000.0 / float(v: r.span),
      expected: r.expected * 1000.0 / float(v: r.span),
      once_s: r.once_s,
      template: r.template,
      dashboard: if r.template =~ ${NO_MESSAGE} then "${DASHBOARDS.overview}" else "${DASHBOARDS.template}",
    }),
  )
  |> sort(columns: ["_time", "once_s"])`,
    { uses: [IN_COLUMN, SERIES_NAME, templateNames({ keys: "named", uses: [PARTS] })] },
  );
}

/** Defines `parts` of the chosen incident, with the templates that stand today, and `named`, a list of these and their sources. */
const PARTS: Snippet = {
  uses: [CHOSEN_INCIDENT, LINEAGE, NEWEST_WINDOWS, ONE_OF, STOPS],
  text: `
shown = ["_time", "source", "kind", "template", "time_end", "actual", "expected", "span", "once_s"]
alarms =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "alarms" and r._field != "record")
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => r.incident == incident)
    |> map(
      fn: (r) => ({r with time_end: if isStop(r: r) then newestWindow(source: r.source) else r.time_end, span: r.scale, once_s: onceIn(p: r.probability, seconds: float(v: r.scale) / 1000.0)}),
    )
    |> keep(columns: shown)
episodes =
  anomalies
    |> filter(fn: (r) => not r.isIncident and (r.id == incident or isDetail(r: r) and r.parent == incident))
    |> keep(columns: shown)
parts =
  union(tables: [alarms, episodes])
    |> group()
    |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template)}))
named = parts |> map(fn: (r) => ({_value: r.template + " " + r.source})) |> findColumn(fn: (key) => true, column: "_value")`,
};
