import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** How many templates are listed of those with the most lines, of those that are new, and of those that were searched for. */
const MOST = { busiest: 150, newest: 50, found: 200 };

/**
 * Chooses the templates that are listed, as each of them costs some ms: those with the most lines and those that are new, or, where the
 * variable `search` says something, those that have it in their text. Defines `chosen`, a regular expression of their ids, `counted`, one
 * of those and of the ids that they replaced, `inUse`: rows of the templates in use, and
 * `isWanted(r)`: whether a row is of one of them, for an id may be in several sources.
 */
export const CHOSEN_TEMPLATES: Snippet = {
  imports: ["array", "dict", "strings"],
  uses: [BUCKETS, LINEAGE, ONE_OF],
  text: `
sought = strings.toLower(v: \${search:doublequote})
registry = (field) =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == field)
toSurvivor = (tables=<-) =>
  tables |> map(fn: (r) => ({template: survivor(source: r.source, template: r.template), source: r.source, _value: r._value}))
inUse =
  survivors
    |> filter(fn: (r) => r._value == "" and ${OF_SOURCES})
    |> map(fn: (r) => ({template: r.template, source: r.source, _value: 0}))
busiest =
  union(
    tables: [
      inUse,
      from(bucket: data)
        |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
        |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and r._field == "count")
        |> group(columns: ["source", "template"])
        |> sum()
        |> group()
        |> keep(columns: ["template", "source", "_value"]),
    ],
  )
    |> group()
    |> top(n: ${MOST.busiest})
    |> toSurvivor()
newest =
  registry(field: "first_seen")
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> group()
    |> top(n: ${MOST.newest})
    |> toSurvivor()
found =
  registry(field: "text")
    |> last()
    |> group()
    |> filter(fn: (r) => strings.containsStr(v: strings.toLower(v: r._value), substr: sought))
    |> limit(n: ${MOST.found})
    |> map(fn: (r) => ({template: survivor(source: r.source, template: r.template), source: r.source, _value: 0}))
wanted = if sought == "" then union(tables: [busiest, newest]) else found
// A table that is used twice is read twice, a list is not.
wantedKeys =
  union(
    tables: [
      array.from(rows: [{_value: " "}]),
      wanted |> group() |> map(fn: (r) => ({_value: r.template + " " + r.source})),
    ],
  )
    |> findColumn(fn: (key) => true, column: "_value")
ids = array.map(arr: wantedKeys, fn: (x) => strings.splitN(v: x, t: " ", i: 2)[0])
wantedOnes = dict.fromList(pairs: array.map(arr: wantedKeys, fn: (x) => ({key: x, value: true})))
isWanted = (r) => dict.get(dict: wantedOnes, key: r.template + " " + r.source, default: false)
chosen = oneOf(ids: ids)
replacedIds = replaced |> filter(fn: (r) => ${OF_SOURCES} and r._value =~ chosen) |> idsOf()
counted = oneOf(ids: array.concat(arr: ids, v: replacedIds))`,
};
