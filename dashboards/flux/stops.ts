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
// Those that an open incident tells of, the newest of each source, the first to begin first.
openStops =
  array.filter(
    arr: stopEntries,
    fn: (x) => {
      parts = strings.splitN(v: x + "\\n ", t: "\\n", i: 2)
      incident = strings.trimSpace(v: strings.splitN(v: parts[1], t: " ", i: 2)[1])
      isNewest = x == parts[0] + "\\n" + lookUp(index: stops, key: parts[0], default: "")
      return isNewest and lookUp(index: openIncidents, key: incident, default: "") != ""
    },
  )
stopped = oneOf(ids: array.map(arr: openStops, fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[0]))
stopBegan = (entry) => int(v: strings.splitN(v: strings.splitN(v: entry, t: "\\n", i: 2)[1], t: " ", i: 2)[0])
linesAfter =
  if length(arr: openStops) > 0 then
    from(bucket: data)
      |> range(start: time(v: stopBegan(entry: openStops[0])))
      |> filter(fn: (r) => r._measurement == "baselines" and r.template == "${ALL_TEMPLATES}" and r.source =~ stopped and r._field == "actual")
      |> filter(fn: (r) => r._value > 0.0)
      |> last()
      |> group()
      |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: int(v: r._time))}))
      |> toIndex()
  else
    ""
lastLineNs = (source) => int(v: lookUp(index: linesAfter, key: source, default: "0"))
goneSince = indexFrom(
  entries:
    array.map(
      arr: openStops,
      fn: (x) => {
        source = strings.splitN(v: x, t: "\\n", i: 2)[0]
        began = stopBegan(entry: x)
        return source + "\\n" + string(v: if began > lastLineNs(source: source) then began else 0)
      },
    ),
)
// When the stop that goes on began; 0: none does.
stopNs = (source) => int(v: lookUp(index: goneSince, key: source, default: "0"))
// The incident of each, and whether that is over.
stopMarks =
  strings.joinStr(
    v: "",
    arr:
      array.map(
        arr: openStops,
        fn: (x) => {
          parts = strings.splitN(v: x, t: "\\n", i: 2)
          incident = strings.splitN(v: parts[1], t: " ", i: 2)[1]
          return "\\x1e" + incident + (if stopNs(source: parts[0]) > 0 then "\\ngone" else "\\nback")
        },
      ),
  )
stopsOf = (id) => strings.countStr(v: stopMarks, substr: "\\x1e" + id + "\\n")
backOf = (id) => strings.countStr(v: stopMarks, substr: "\\x1e" + id + "\\nback")
isStopped = (source) => stopNs(source: source) > 0
isStop = (r) => r.template == "${ALL_TEMPLATES}" and ${IS_HELD} and int(v: r._time) == stopNs(source: r.source)`,
};
