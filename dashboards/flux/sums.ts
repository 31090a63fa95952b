import { SETTLED_MS } from "../../store/influx/count_sums.ts";
import { STRETCH_MS } from "../../store/influx/late_marks.ts";
import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";

/** From this length of a range on sums may be read, milliseconds, and from this many lines on they are: below counters are as fast. */
const LONG_MS = 7_200_000;
const MANY_LINES = 20_000_000;

/**
 * Defines `counted(start, stop, of, fn, again)`: what `fn` makes of the counters between two times for which `of` holds, by their source, template, level or mode.
 * In a long range of many lines it makes it of their sums of ten minutes instead, for the newest of them that are whole, and of counters for what is before
 * and after these, and `again` adds up what these three are made into. `part` tells them apart. What tells series of one source, template, level and mode apart is `apart`, which `fn` is given.
 *
 * @param since Flux of the earliest time that is asked for, and what it builds on.
 */
export function sums(since: string, uses: readonly Snippet[] = []): Snippet {
  return {
    imports: ["array"],
    uses: [BUCKETS, ...uses],
    text: `
stretch = ${STRETCH_MS * 1_000_000}
// The newest whole sums without a gap between them, from their end backwards. The row of 1970 is no neighbour of any.
summed =
  if int(v: v.timeRangeStop) - int(v: ${since}) < ${LONG_MS * 1_000_000} then
    {begin: 0, end: 0, lines: 0}
  else
    union(
      tables: [
        array.from(rows: [{_time: time(v: 0), summed: 1, late: 0, lines: 0}]),
        from(bucket: facts)
          |> range(start: ${since}, stop: v.timeRangeStop)
          |> filter(fn: (r) => r._measurement == "sum_states")
          |> group()
          |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
          |> filter(fn: (r) => exists r.summed and (not exists r.late or r.summed > r.late + ${SETTLED_MS})),
      ],
    )
      |> group()
      |> sort(columns: ["_time"], desc: true)
      |> reduce(
        identity: {begin: -1, end: -1, lines: 0},
        fn: (r, accumulator) => {
          at = int(v: r._time)
          lines = accumulator.lines + (if exists r.lines then r.lines else 0)
          return if accumulator.end < 0 then
            {begin: at, end: at + stretch, lines: lines}
          else if at + stretch == accumulator.begin then
            {begin: at, end: accumulator.end, lines: lines}
          else
            {begin: accumulator.begin, end: accumulator.end, lines: accumulator.lines}
        },
      )
      |> findRecord(fn: (key) => true, idx: 0)
counted = (start, stop, of, fn, again) => {
  startNs = int(v: start)
  stopNs = int(v: stop)
  first = (startNs + stretch - 1) / stretch * stretch
  last = stopNs / stretch * stretch
  begin = if summed.begin > first then summed.begin else first
  end = if summed.lines < ${MANY_LINES} then begin else if summed.end < last then summed.end else last
  stored = (measurement, begin, end, part) =>
    from(bucket: data)
      // No range may be empty; nothing is stored in the first instant of all.
      |> range(start: time(v: if begin < end then begin else 0), stop: time(v: if begin < end then end else 1))
      |> filter(fn: (r) => r._measurement == measurement and r._field == "count")
      |> filter(fn: of)
      |> fn(apart: if measurement == "count_sums" then [] else ["host", "agent"])
      |> set(key: "part", value: part)
  return if begin < end then
    union(
      tables: [
        stored(measurement: "log_counts", begin: startNs, end: begin, part: "before"),
        stored(measurement: "count_sums", begin: begin, end: end, part: "summed"),
        stored(measurement: "log_counts", begin: end, end: stopNs, part: "after"),
      ],
    )
      |> again()
  else
    stored(measurement: "log_counts", begin: startNs, end: stopNs, part: "all")
}`,
  };
}
