import { IS_MOMENT } from "./last_lines.ts";
import { LOOK_UP } from "./look_up.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** An open incident that was found last, or whose message was logged last, so long ago is quiet in any case. */
const LOOKS_BACK = "15m";

/**
 * Defines `lastFound(r)`: when an open incident was found last, epoch ms. What is called at one moment, as a new message is, is found anew when
 * there are twice as many, and is on for as long as it is logged. `lastLogged(incident, template, source)`: when the message that an open incident is about was logged
 * last, epoch ms; 0: it is about another one, or about none. And `severityOf(incident)`, of the range and what it was preceded by, for it is read at the same time.
 */
export const OPEN_MESSAGES: Snippet = {
  imports: ["array", "date", "strings"],
  uses: [BUCKETS, LOOK_UP, ONE_OF],
  text: `
// Of each incident its id, its severity, and of an open one that is about a new message which.
incidents =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart))
    |> filter(fn: (r) => r._measurement == "annotations")
    |> filter(fn: (r) => r._field == "id" or r._field == "severity" or r._field == "open" or r._field == "about_template")
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> map(
      fn: (r) => {
        isOpenMessage = exists r.open and r.open == "open" and exists r.about_template and (${IS_MOMENT})
        return {_value: r.id + "\\n" + r.severity + "\\n" + (if isOpenMessage then r.about_template else "")}
      },
    )
    |> toEntries()
openMessages =
  array.filter(
    arr: array.map(arr: incidents, fn: (x) => strings.splitN(v: x + "\\n\\n", t: "\\n", i: 4)[2]),
    fn: (x) => x != "",
  )
isOpenMessage = oneOf(ids: openMessages)
factsOf = indexFrom(entries: incidents)
severityOf = (incident) => strings.split(v: lookUp(index: factsOf, key: incident, default: "info"), t: "\\n")[0]
newestLines =
  if length(arr: openMessages) > 0 then
    from(bucket: data)
      |> range(start: -${LOOKS_BACK})
      |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and r.template =~ isOpenMessage and r._field == "count")
      |> last()
      |> group()
      |> sort(columns: ["_time"])
      |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: int(v: r._time) / 1000000)}))
      |> toIndex()
  else
    ""
newestLineMs = (template, source) => int(v: lookUp(index: newestLines, key: template + " " + source, default: "0"))
lastLogged = (incident, template, source) =>
  if strings.split(v: lookUp(index: factsOf, key: incident, default: "\\n"), t: "\\n")[1] == template then newestLineMs(template: template, source: source) else 0
lastFound = (r) => {
  key = if exists r.about_template and exists r.about_source then r.about_template + " " + r.about_source else ""
  loggedMs = if ${IS_MOMENT} then int(v: lookUp(index: newestLines, key: key, default: "0")) else 0
  return if loggedMs > r.time_end then loggedMs else r.time_end
}`,
};
