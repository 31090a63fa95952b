import { ANOMALIES } from "./anomalies.ts";
import { script } from "./script.ts";

/**
 * A row per kind of what was called in the visible range: `kind`, `incidents`, how many, and `once_s`: how seldom something like it had to be, at least, for
 * the newest of them to be called, as the budget of false alarms allows; 0: a detector without a budget called it.
 */
export function calledFrom(): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r._time >= v.timeRangeStart and not isDetail(r: r))
  |> map(
    fn: (r) => ({
      _time: r._time,
      kind: r.kind,
      incidents: 1,
      once_s: if exists r.most_per_day and r.most_per_day > 0.0 then 86400.0 / r.most_per_day else 0.0,
    }),
  )
  |> group(columns: ["kind"])
  |> sort(columns: ["_time"])
  |> cumulativeSum(columns: ["incidents"])
  |> last(column: "incidents")
  |> group()
  |> keep(columns: ["kind", "incidents", "once_s"])
  |> sort(columns: ["kind"])`,
    { uses: [ANOMALIES] },
  );
}
