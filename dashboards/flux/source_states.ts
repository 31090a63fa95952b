import { KIND_LOOKS } from "../kinds.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { REGION_COLUMNS, regionColumn, REGIONS, WEIGHTS } from "./regions.ts";
import { BESIDE_ROWS } from "./row_names.ts";
import { script } from "./script.ts";
import { TIME_AXIS } from "./time_axis.ts";

/** What a source is in when no anomaly is on. */
export const CALM_STATES = ["normal", "no lines", "learning", "not evaluated", "history", "not watched"] as const;

/** What lacks while there is too much of something else is what that crowds out. */
const PAINTED = [...KIND_LOOKS.filter(({ lacks }) => !lacks), ...KIND_LOOKS.filter(({ lacks }) => lacks)];

/**
 * A series per source, with the `name` of its row, of what it was in: the kind of anomaly that was on, where several were the most severe one's, and of these what is too much before what lacks; else
 * `normal`, `no lines` (watched, and none is missed), `learning` (an agent reads it, nothing was evaluated yet), `not evaluated` (an agent reads it, the detector
 * is away), `history` (before it was watched: its lines were read later) or `not watched` (no agent is heard).
 */
export function sourceStates(): string {
  const parts = ["lines", "beats", "seen", "past", ...REGION_COLUMNS];
  const every = parts.map((part) => `{source: "", _time: start, part: "${part}", _value: 0.0}`).join(", ");
  const fills = parts.map((part) => `  |> fill(column: "${part}", usePrevious: true)`).join("\n");
  const kinds = Object.values(WEIGHTS).flatMap((weight) =>
    PAINTED.map(({ kind }) => {
      const column = `r.${regionColumn(kind)}`;
      return `if exists ${column} and ${column} >= ${weight}.0 then "${kind}" else `;
    })
  ).join("");
  return script(
    `
// The newest windows may still be on their way.
late = date.sub(d: duration(v: 5 * windowNs), from: v.timeRangeStop)
// A part of a point says little of it, unless points are long.
whole = if int(v: every) > 60000000000 then late else date.truncate(t: late, unit: every)
settled = if whole > start then whole else v.timeRangeStop
// What is on tells of itself where it begins alone.
cells = (of, fn, part, isOn) =>
  from(bucket: data)
    |> range(start: start, stop: settled)
    |> filter(fn: of)
    |> aggregateWindow(every: every, fn: fn, createEmpty: true, timeSrc: "_start")
    |> stateCount(fn: isOn, column: "nth")
    |> filter(fn: (r) => r.nth < 2)
    |> group()
    |> map(fn: (r) => ({_time: r._time, source: r.source, part: part, _value: if exists r._value then float(v: r._value) else -1.0}))
isTraffic = (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual"
isBeat = (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "counted"
// From the first evaluated window in the range on, and between the first and the last line of history.
edge = (of, at, part, value, after=0s) =>
  from(bucket: data)
    |> range(start: start, stop: settled)
    |> filter(fn: of)
    |> group(columns: ["source"])
    |> at()
    |> group()
    |> map(
      fn: (r) => ({_time: date.truncate(t: date.add(d: after, to: r._time), unit: every), source: r.source, part: part, _value: value}),
    )
isPast = (r) => r._measurement == "log_counts" and r.mode == "history" and ${OF_SOURCES} and r._field == "count"
// Whoever was ever heard has a row.
known =
  heard()
    |> map(fn: (r) => ({_time: start, source: r.source, part: "past", _value: 0.0}))
unusual =
  regions(of: (r) => ${OF_SOURCES}, least: int(v: every) / 4, by: ["source", "kind"])
    |> group()
    |> filter(fn: (r) => r._time < v.timeRangeStop)
    |> map(fn: (r) => ({_time: r._time, source: r.source, part: r.kind, _value: float(v: r.open)}))
union(
  tables: [
    array.from(rows: [${every}]),
    known,
    cells(of: isTraffic, fn: max, part: "lines", isOn: (r) => exists r._value and r._value > 0.0),
    cells(of: isBeat, fn: count, part: "beats", isOn: (r) => exists r._value and r._value > 0),
    edge(of: isTraffic, at: first, part: "seen", value: 1.0),
    edge(of: isPast, at: first, part: "past", value: 1.0),
    edge(of: isPast, at: last, part: "past", value: 0.0, after: 1m),
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
      name: shownName(source: r.source),
      _value:
        ${kinds}if exists r.lines and r.lines > 0.0 then "normal" else if exists r.lines and r.lines == 0.0 then "no lines" else if exists r.beats and r.beats > 0.0 then if exists r.seen then "not evaluated" else "learning" else if exists r.past and r.past > 0.0 then "history" else "not watched",
    }),
  )
  |> group(columns: ["source", "name"])`,
    { uses: [BUCKETS, TIME_AXIS, REGIONS, BESIDE_ROWS], imports: ["array"] },
  );
}
