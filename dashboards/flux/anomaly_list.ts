import { KIND_LOOKS } from "../kinds.ts";
import { DASHBOARDS } from "../links.ts";
import { ANOMALIES } from "./anomalies.ts";
import { LINEAGE } from "./lineage.ts";
import { script, type Snippet } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/** Which incidents, and in which order. */
export interface AnomalyListOptions {
  /** Flux that keeps the rows wanted. @default all */
  readonly rows?: string;
  /** Whether open ones come first, the most severe of them at the top. @default false: the newest first */
  readonly openFirst?: boolean;
  /** Flux that `rows` builds on. */
  readonly uses?: readonly Snippet[];
}

/**
 * A row per incident: `open`, `_time`, `what` (its title and text), `title`, `severity`, `kind`, `source`, `duration_ms` (0: called at one moment), `peak` and
 * `expected` (lines/s), `odds`, `label`, and for links `id`, `template` (the one that stands for it today) and `dashboard`.
 */
export function anomalyList({ rows = "", openFirst = false, uses = [] }: AnomalyListOptions = {}): string {
  return script(
    `
isMoment = (r) =>
  (${MOMENTS}) and r.time_end - int(v: r._time) / 1000000 <= int(v: r.windowMs)
anomalies
${rows}
  |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template)}))
  |> map(
    fn: (r) => ({
      _time: r._time,
      open: r.open,
      title: r.title,
      what: r.title + ". " + r.text,
      severity: r.severity,
      kind: r.kind,
      source: r.source,
      duration_ms: if isMoment(r: r) then 0 else r.time_end - int(v: r._time) / 1000000,
      peak: rate(r: r, count: r.actual),
      expected: rate(r: r, count: r.expected),
      odds: r.odds,
      label: r.label,
      id: r.id,
      template: r.template,
      dashboard: if r.template == "*" then "${DASHBOARDS.overview}" else "${DASHBOARDS.template}",
      rank: ${openFirst ? RANK : "0"},
    }),
  )
  |> sort(columns: ["rank", "_time"], desc: true)
  |> limit(n: 500)
  |> drop(columns: ["rank"])`,
    { uses: [ANOMALIES, LINEAGE, ...uses] },
  );
}

const MOMENTS = KIND_LOOKS.filter(({ lasts }) => !lasts).map(({ kind }) => `r.kind == "${kind}"`).join(" or ") ||
  "false";

const RANK =
  'if r.open == "ended" then 0 else if r.severity == "critical" then 3 else if r.severity == "warning" then 2 else 1';

/** One row: how many incidents are open, by severity: `critical`, `warning`, `info`. */
export function openBySeverity(): string {
  return script(
    `
opened = anomalies |> filter(fn: (r) => r.open == "open") |> keep(columns: ["severity"])
union(
  tables: [
    array.from(rows: [{severity: "critical", n: 0}, {severity: "warning", n: 0}, {severity: "info", n: 0}]),
    opened |> map(fn: (r) => ({severity: r.severity, n: 1})),
  ],
)
  |> group(columns: ["severity"])
  |> sum(column: "n")
  |> group()
  |> map(fn: (r) => ({r with row: 0}))
  |> pivot(rowKey: ["row"], columnKey: ["severity"], valueColumn: "n")
  |> map(fn: (r) => ({critical: r.critical, warning: r.warning, info: r.info}))`,
    { uses: [ANOMALIES], imports: ["array"] },
  );
}

/** Incidents by their start, summed over the points of a chart: a series per kind. */
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
