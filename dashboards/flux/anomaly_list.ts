import { ANOMALY_KINDS } from "../../core/anomaly.ts";
import { ANOMALIES } from "./anomalies.ts";
import { LINEAGE } from "./lineage.ts";
import { script } from "./script.ts";
import { TEMPLATE_NAMES } from "./template_names.ts";
import { TIME_AXIS } from "./time_axis.ts";

/**
 * A row per episode, newest first: columns `_time`, `kind`, `severity`, `title`, `source`, `text`, `actual`, `expected`,
 * `threshold` (lines/s), `score`, `duration_ms`, `latency_ms`, `label`, and for links `id`, `survivor` and `dashboard`.
 *
 * @param rows Flux that keeps the rows wanted.
 */
export function anomalyList(rows = ""): string {
  return script(
    `
anomalies
${rows}
  |> map(fn: (r) => ({r with survivor: survivor(source: r.source, template: r.template)}))
  |> map(
    fn: (r) => ({
      _time: r._time,
      kind: r.kind,
      severity: r.severity,
      title: r.title,
      source: r.source,
      text: nameOf(source: r.source, template: r.survivor),
      actual: rate(r: r, count: r.actual),
      expected: rate(r: r, count: r.expected),
      threshold: rate(r: r, count: r.threshold),
      score: r.score,
      duration_ms: r.time_end - int(v: r._time) / 1000000,
      latency_ms: r.savedMs - float(v: int(v: r._time) / 1000000) - r.windowMs,
      label: r.label,
      id: r.id,
      survivor: r.survivor,
      dashboard: if r.survivor == "*" then "logiq-overview" else "logiq-template",
    }),
  )
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 500)`,
    { uses: [ANOMALIES, LINEAGE, TEMPLATE_NAMES] },
  );
}

/** One row: how many episodes of each kind meet the visible range, a column per kind, 0 included. */
export function anomaliesByKind(): string {
  const zeros = ANOMALY_KINDS.map((kind) => `{kind: "${kind}", episodes: 0}`).join(", ");
  return script(
    `
union(
  tables: [
    array.from(rows: [${zeros}]),
    anomalies |> map(fn: (r) => ({kind: r.kind, episodes: 1})),
  ],
)
  |> group(columns: ["kind"])
  |> sum(column: "episodes")
  |> group()
  |> map(fn: (r) => ({r with row: 0}))
  |> pivot(rowKey: ["row"], columnKey: ["kind"], valueColumn: "episodes")
  |> drop(columns: ["row"])`,
    { uses: [ANOMALIES], imports: ["array"] },
  );
}

/** Episodes by their start, summed over the points of a chart: a series per kind. */
export function anomaliesOverTime(): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r._time >= start)
  |> map(fn: (r) => ({_time: date.truncate(t: r._time, unit: every), kind: r.kind, _value: 1}))
  |> group(columns: ["kind", "_time"])
  |> sum()
  |> group(columns: ["kind"])
  |> sort(columns: ["_time"])`,
    { uses: [ANOMALIES, TIME_AXIS] },
  );
}
