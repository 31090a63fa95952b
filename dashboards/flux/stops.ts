import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import { IS_HELD } from "./going_on.ts";
import { LOOK_UP } from "./look_up.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";

/** What is missing for longer is the new normal: the detector ends an incident of it after a day, and one that opened again a while later. */
const LONGEST = "3d";

/**
 * Defines `isStopped(source)`: whether an open incident says that all lines of the source are missing, and none has come since, for an incident
 * goes on while another of its sources is missing, and for a minute or two after the last one is back; `isStop(r)`: whether `r` is the alarm that says so;
 * `stopsOf(id)`: how many sources have stopped in the incident; and `backOf(id)`: how many of these have lines again. Whatever sources are selected: a title counts all.
 */
export const STOPS: Snippet = {
  imports: ["array", "strings"],
  uses: [BUCKETS, LOOK_UP, ONE_OF],
  text: `
stopEntries =
  from(bucket: facts)
    |> range(start: -${LONGEST})
    |> filter(fn: (r) => r._measurement == "alarms" and r.template == "${ALL_TEMPLATES}" and r._field == "incident")
    |> filter(fn: (r) => ${IS_HELD})
    |> group()
    |> filter(fn: (r) => r._value != "")
    |> sort(columns: ["_time"])
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: int(v: r._time)) + " " + r._value}))
    |> toEntries()
stops = indexFrom(entries: stopEntries)
// Nothing more is asked where no log has stopped.
hasStops = length(arr: stopEntries) > 1
openIncidents =
  if hasStops then
    from(bucket: facts)
      |> range(start: -30d)
      |> filter(fn: (r) => r._measurement == "annotations" and (r._field == "id" or r._field == "open"))
      |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
      |> group()
      |> filter(fn: (r) => exists r.open and r.open == "open")
      |> map(fn: (r) => ({_value: r.id + "\\n" + r.open}))
      |> toIndex()
  else
    ""
stopped = oneOf(ids: array.map(arr: stopEntries, fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[0]))
linesAfter =
  if hasStops then
    from(bucket: data)
      |> range(start: -${LONGEST})
      |> filter(fn: (r) => r._measurement == "baselines" and r.template == "${ALL_TEMPLATES}" and r.source =~ stopped and r._field == "actual")
      |> filter(fn: (r) => r._value > 0.0)
      |> last()
      |> group()
      |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: int(v: r._time))}))
      |> toIndex()
  else
    ""
// When the stop that goes on began; 0: none does.
stopNs = (source) => {
  newest = strings.splitN(v: lookUp(index: stops, key: source, default: "0 "), t: " ", i: 2)
  began = int(v: newest[0])
  isOpen = lookUp(index: openIncidents, key: newest[1], default: "") != ""
  return if isOpen and began > int(v: lookUp(index: linesAfter, key: source, default: "0")) then began else 0
}
// The incident of each source's newest stop, and whether that is over.
stopMarks =
  strings.joinStr(
    v: "",
    arr:
      array.map(
        arr: array.filter(arr: stopEntries, fn: (x) => x != ""),
        fn: (x) => {
          parts = strings.splitN(v: x, t: "\\n", i: 2)
          newest = strings.splitN(v: parts[1], t: " ", i: 2)
          isBack = int(v: lookUp(index: linesAfter, key: parts[0], default: "0")) >= int(v: newest[0])
          return
            if parts[1] != lookUp(index: stops, key: parts[0], default: "") then
              ""
            else
              "\\x1e" + newest[1] + (if isBack then "\\nback" else "\\ngone")
        },
      ),
  )
stopsOf = (id) => strings.countStr(v: stopMarks, substr: "\\x1e" + id + "\\n")
backOf = (id) => strings.countStr(v: stopMarks, substr: "\\x1e" + id + "\\nback")
isStopped = (source) => stopNs(source: source) > 0
isStop = (r) => r.template == "${ALL_TEMPLATES}" and ${IS_HELD} and int(v: r._time) == stopNs(source: r.source)`,
};
