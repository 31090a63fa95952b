import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { sums } from "./sums.ts";

/** How many templates are listed: all where there are no more than this, else of those with the most lines, of those that are new, and of those that were searched for. */
const MOST = { all: 150, busiest: 100, newest: 50, found: 150 };

/**
 * Chooses the templates that are listed, as each of them costs some ms: those with the most lines and those that are new, or, where the
 * variable `search` says something, those that have it in their text. Defines `wanted`, a list of them, each a template, a space and its source, `listed`: a row of
 * `template` and `source` for each of them, `lines(of, fn, again)`, what `fn` makes of the counters of the range for which `of` holds, `countedOnes`, a regular expression of those and of the ids that they replaced, and `isCounted(r)`: whether a
 * series is of one of these, for an id may be in several sources.
 */
export const CHOSEN_TEMPLATES: Snippet = {
  imports: ["array", "strings"],
  uses: [BUCKETS, LINEAGE, ONE_OF, sums("v.timeRangeStart")],
  text: `
sought = strings.toLower(v: \${search:doublequote})
lines = (of, fn, again) => counted(start: v.timeRangeStart, stop: v.timeRangeStop, of: of, fn: fn, again: again)
listOf = (tables=<-) => tables |> group() |> findColumn(fn: (key) => true, column: "_value")
keysOf = (tables=<-) =>
  tables |> group() |> map(fn: (r) => ({_value: survivor(source: r.source, template: r.template) + " " + r.source})) |> listOf()
bySum = (tables=<-) => tables |> group(columns: ["source", "template"]) |> sum()
inUse = () =>
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "survivor" and r._value == "" and ${OF_SOURCES})
    |> group()
manyInUse = array.filter(arr: inUse() |> count() |> listOf(), fn: (x) => x > ${MOST.all})
room = if length(arr: manyInUse) > 0 then ${MOST.busiest} else ${MOST.all}
busiest =
  if sought == "" then
    lines(of: (r) => ${OF_SOURCES}, fn: bySum, again: bySum) |> group() |> top(n: room) |> keysOf()
  else
    array.filter(arr: [""], fn: (x) => x != "")
newest =
  from(bucket: facts)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "first_seen")
    |> group()
    |> top(n: ${MOST.newest})
    |> keysOf()
// Where few are logged, there is room for those that are not.
silent = () => inUse() |> limit(n: ${MOST.found}) |> keysOf()
found = () =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "text")
    |> last()
    |> group()
    |> filter(fn: (r) => strings.containsStr(v: strings.toLower(v: r._value), substr: sought))
    |> limit(n: ${MOST.found})
    |> keysOf()
shown = if length(arr: busiest) < room then array.concat(arr: busiest, v: silent()) else busiest
wanted = if sought == "" then array.concat(arr: shown, v: newest) else found()
entryOf = (key) => {
  parts = strings.splitN(v: key, t: " ", i: 2)
  return {template: parts[0], source: parts[1]}
}
listed =
  array.from(rows: array.concat(arr: [{template: "", source: ""}], v: array.map(arr: wanted, fn: (x) => entryOf(key: x))))
    |> filter(fn: (r) => r.template != "")
textOf = (keys) => "\\n" + strings.joinStr(arr: keys, v: "\\n") + "\\n"
wantedText = textOf(keys: wanted)
// Of those of an index: what was replaced, its source and what by.
isReplacement = (entry) => {
  parts = strings.splitN(v: entry, t: "\\n", i: 2)
  source = strings.splitN(v: parts[0], t: " ", i: 2)[1]
  return strings.containsStr(v: wantedText, substr: "\\n" + parts[1] + " " + source + "\\n")
}
replacements = array.filter(arr: replacedEntries, fn: (x) => if x == "" then false else isReplacement(entry: x))
replacedKeys = array.map(arr: replacements, fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[0])
countedKeys = array.concat(arr: wanted, v: replacedKeys)
countedText = textOf(keys: countedKeys)
isCounted = (r) => strings.containsStr(v: countedText, substr: "\\n" + r.template + " " + r.source + "\\n")
countedOnes = oneOf(ids: idsIn(entries: countedKeys))`,
};
