import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script, type Snippet } from "./script.ts";
import { sums } from "./sums.ts";

/** How many templates a page lists, as each of them costs some ms, and of those that were first seen in the range how many come first. */
const MOST = { page: 100, newest: 50 };

/**
 * Defines `sought`, the words that the variable `search` says, in lower case, `inUse()`, the templates in use, and `found()`, those of them that have these words in
 * their text, in its order.
 */
const IN_USE: Snippet = {
  imports: ["strings"],
  uses: [BUCKETS, LINEAGE],
  text: `
sought = strings.toLower(v: \${search:doublequote})
inUse = () =>
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "survivor" and r._value == "" and ${OF_SOURCES})
    |> group()
found = () =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "text")
    |> last()
    |> group()
    |> filter(fn: (r) => strings.containsStr(v: strings.toLower(v: r._value), substr: sought))
    |> filter(fn: (r) => survivor(source: r.source, template: r.template) == r.template)
    |> sort(columns: ["_value", "source"])`,
};

/** The pages of the list, each by its place among all: `1 to 100 of 412`. Its value begins with how many templates come before it. */
export function templatePages(): string {
  return script(
    `
counts = (if sought == "" then inUse() |> keep(columns: ["_value"]) else found() |> keep(columns: ["_value"])) |> count() |> findColumn(fn: (key) => true, column: "_value")
total = if length(arr: counts) > 0 then counts[0] else 0
generate.from(start: 2020-01-01T00:00:00Z, stop: 2020-01-02T00:00:00Z, count: if total > ${MOST.page} then (total + ${
      MOST.page - 1
    }) / ${MOST.page} else 1, fn: (n) => n * ${MOST.page})
  |> map(
    fn: (r) => {
      last = if r._value + ${MOST.page} < total then r._value + ${MOST.page} else total
      words = if total == 0 then "none" else string(v: r._value + 1) + " to " + string(v: last) + " of " + string(v: total)
      return {_value: words + " id=" + string(v: r._value) + "-" + string(v: total)}
    },
  )`,
    { uses: [IN_USE], imports: ["generate"] },
  );
}

/**
 * Chooses the templates that are listed: the page that the variable `page` says of all in use, those first that were first seen in the range, then by their lines, or, where the
 * variable `search` says something, of those that have it in their text. Defines `wanted`, a list of them, each a template, a space and its source, `listed`: a row of
 * `template` and `source` for each of them, `lines(of, fn, again)`, what `fn` makes of the counters of the range for which `of` holds, `countedOnes`, a regular expression of those and of the ids that they replaced, and `ofCounted(tables)`, the
 * rows that are of one of these in its source, for an id may be in several.
 */
export const CHOSEN_TEMPLATES: Snippet = {
  imports: ["array", "strings"],
  uses: [BUCKETS, LINEAGE, ONE_OF, IN_USE, sums("v.timeRangeStart")],
  text: `
page = strings.splitN(v: \${page:doublequote}, t: "-", i: 2)[0]
before = if page =~ /^[0-9]+$/ then int(v: page) else 0
lines = (of, fn, again) => counted(start: v.timeRangeStart, stop: v.timeRangeStop, of: of, fn: fn, again: again)
listOf = (tables=<-) => tables |> group() |> findColumn(fn: (key) => true, column: "_value")
keysOf = (tables=<-) =>
  tables |> group() |> map(fn: (r) => ({_value: survivor(source: r.source, template: r.template) + " " + r.source})) |> listOf()
bySum = (tables=<-, apart=[""]) => tables |> group(columns: ["source", "template"]) |> sum()
newest = () =>
  from(bucket: facts)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "first_seen")
    |> group()
    |> top(n: ${MOST.newest})
    |> keysOf()
// As many as may be of one that replaced others more than once.
busiest = () =>
  lines(of: (r) => ${OF_SOURCES}, fn: bySum, again: bySum)
    |> group()
    |> top(n: before + ${MOST.page} + length(arr: replacedEntries))
    |> keysOf()
logged = if sought == "" then array.concat(arr: newest(), v: busiest()) else found() |> keysOf()
onceEach = (keys) =>
  array.from(rows: array.map(arr: array.concat(arr: [""], v: keys), fn: (x) => ({_value: x})))
    |> unique()
    |> filter(fn: (r) => r._value != "")
ofPage = (keys) => onceEach(keys: keys) |> limit(n: ${MOST.page}, offset: before) |> listOf()
// Where few are logged, there is room for those that are not.
isFull = sought != "" or length(arr: ofPage(keys: logged)) == ${MOST.page}
wanted = if isFull then ofPage(keys: logged) else ofPage(keys: array.concat(arr: logged, v: inUse() |> keysOf()))
entryOf = (key) => {
  parts = strings.splitN(v: key, t: " ", i: 2)
  return {template: parts[0], source: parts[1]}
}
listed =
  array.from(rows: array.concat(arr: [{template: "", source: ""}], v: array.map(arr: wanted, fn: (x) => entryOf(key: x))))
    |> filter(fn: (r) => r.template != "")
wantedText = "\\n" + strings.joinStr(arr: wanted, v: "\\n") + "\\n"
// Of those of an index: what was replaced, its source and what by.
isReplacement = (entry) => {
  parts = strings.splitN(v: entry, t: "\\n", i: 2)
  source = strings.splitN(v: parts[0], t: " ", i: 2)[1]
  return strings.containsStr(v: wantedText, substr: "\\n" + parts[1] + " " + source + "\\n")
}
replacements = array.filter(arr: replacedEntries, fn: (x) => if x == "" then false else isReplacement(entry: x))
replacedKeys = array.map(arr: replacements, fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[0])
countedKeys = array.concat(arr: wanted, v: replacedKeys)
countedPairs = oneOf(ids: countedKeys)
ofCounted = (tables=<-) => tables |> group() |> filter(fn: (r) => r.template + " " + r.source =~ countedPairs)
countedOnes = oneOf(ids: idsIn(entries: countedKeys))`,
};
