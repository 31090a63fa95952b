import { KIND_LOOKS } from "../kinds.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { REGION_COLUMNS, regionColumn, REGIONS } from "./regions.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/** What a source is in when no anomaly is on. */
export const CALM_STATES = ["normal", "silent", "learning", "unwatched"] as const;

/**
 * A series per source of what it was in: the kind of anomaly that was on, the first of the list of kinds where several were; else
 * `normal`, `silent` (watched, no line), `learning` (an agent reads it, nothing is evaluated) or `unwatched` (no agent is heard).
 */
export function sourceStates(): string {
  const parts = ["lines", "beats", ...REGION_COLUMNS];
  const every = parts.map((part) => `{source: "", _time: start, part: "${part}", _value: 0.0}`).join(", ");
  const fills = parts.map((part) => `  |> fill(column: "${part}", usePrevious: true)`).join("\n");
  const kinds = KIND_LOOKS.map(({ kind }) => {
    const column = `r.${regionColumn(kind)}`;
    return `if exists ${column} and ${column} > 0.0 then "${kind}" else `;
  }).join("");
  return script(
    `
// The newest windows may still be on their way.
late = date.sub(d: duration(v: 5 * windowNs), from: v.timeRangeStop)
settled = if late > start then late else v.timeRangeStop
cells = (of, fn, part) =>
  from(bucket: data)
    |> range(start: start, stop: settled)
    |> filter(fn: of)
    |> aggregateWindow(every: every, fn: fn, createEmpty: true, timeSrc: "_start")
    |> group()
    |> map(fn: (r) => ({_time: r._time, source: r.source, part: part, _value: if exists r._value then float(v: r._value) else -1.0}))
isTraffic = (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual"
isBeat = (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "counted"
unusual =
  regions(of: (r) => ${OF_SOURCES}, least: int(v: every) / 4, by: ["source", "kind"])
    |> group()
    |> map(fn: (r) => ({_time: r._time, source: r.source, part: r.kind, _value: float(v: r.open)}))
union(
  tables: [
    array.from(rows: [${every}]),
    cells(of: isTraffic, fn: max, part: "lines"),
    cells(of: isBeat, fn: count, part: "beats"),
    unusual,
  ],
)
  |> group()
  |> sort(columns: ["_value"])
  |> pivot(rowKey: ["source", "_time"], columnKey: ["part"], valueColumn: "_value")
  |> filter(fn: (r) => r.source != "")
  |> group(columns: ["source"])
  |> sort(columns: ["_time"])
${fills}
  |> map(
    fn: (r) => ({
      _time: r._time,
      source: r.source,
      _value:
        ${kinds}if exists r.lines and r.lines > 0.0 then "normal" else if exists r.lines and r.lines == 0.0 then "silent" else if exists r.beats and r.beats > 0.0 then "learning" else "unwatched",
    }),
  )`,
    { uses: [BUCKETS, TIME_AXIS, REGIONS], imports: ["array"] },
  );
}
