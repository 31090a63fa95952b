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
 * last, epoch ms; 0: it is about another one, or about none.
 */
export const OPEN_MESSAGES: Snippet = {
  imports: ["array", "date", "strings"],
  uses: [BUCKETS, LOOK_UP, ONE_OF],
  text: `
// Of each open incident that is about a new message which.
openMessages =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart))
    |> filter(fn: (r) => r._measurement == "annotations" and (r._field == "id" or r._field == "open" or r._field == "about_template"))
    |> filter(fn: (r) => ${IS_MOMENT})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> filter(fn: (r) => exists r.open and r.open == "open" and exists r.about_template)
    |> map(fn: (r) => ({_value: r.id + "\\n" + r.about_template}))
    |> toEntries()
openMessageOf = indexFrom(entries: openMessages)
isOpenMessage =
  oneOf(
    ids:
      array.map(
        arr: array.filter(arr: openMessages, fn: (x) => x != ""),
        fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[1],
      ),
  )
newestLines =
  if length(arr: openMessages) > 1 then
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
  if lookUp(index: openMessageOf, key: incident, default: "") == template then newestLineMs(template: template, source: source) else 0
lastFound = (r) => {
  isMessage = exists r.about_template and exists r.about_source and (${IS_MOMENT})
  loggedMs = if isMessage then newestLineMs(template: r.about_template, source: r.about_source) else 0
  return if loggedMs > r.time_end then loggedMs else r.time_end
}`,
};
