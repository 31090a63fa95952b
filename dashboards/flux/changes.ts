import { STRETCH_MS } from "../../store/influx/late_marks.ts";
import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { registry } from "./registry.ts";
import { IN_COLUMN } from "./row_names.ts";
import { script, type Snippet } from "./script.ts";
import { sums } from "./sums.ts";

/** How many templates are listed, how many of them are looked up, and of how many the past is read for that. */
const MOST = { listed: 20, examined: 60, suspected: 400 };
/** This many times its spread from what was expected, a count comes by chance once in a thousand times: once in a hundred, a hundred calm templates had one on the list at any time. */
const FAR = "3.291";
/** No more than its square. */
const FAR_SQUARED = "10.83";
/** Above what is known only by its past, which is above all else. */
const NEW_RANK = "1000000000.0";
const UNKNOWN_RANK = "1000000.0";

/** Written out wherever it is asked for: the storage takes over no filter that calls a function. */
const IS_LINE = `r.mode == "live" and ${OF_SOURCES}`;

const PARTS = ["lines", "lines_old", "past", "past_old"];
const NO_PARTS = PARTS.map((part) => `{source: "", template: "", part: "${part}", _value: 0}`).join(", ");
const FILLED = PARTS.map((part) => `    |> fill(column: "${part}", value: 0)`).join("\n");

/**
 * What the sources say otherwise than expected over the visible range, at most twenty templates: new ones first, then the least
 * probable. Columns `change` (`new`, `more`, `fewer`), `text`, `source` and how it is `shown`, `times` (lines against those expected), `odds` (one in how
 * many; 0 for new ones), `lines`, `expected` and `template`.
 *
 * Expected is what the baselines in the range say, and what was logged in the two ranges before it; what lies between them is normal, for
 * a baseline of a minute knows nothing of a message that comes twice an hour, and the time before nothing of a daily course. An anomaly of that time is not expected to go on. How far
 * from them is still normal follows the detector's own floors: a line, 5 %, the root.
 */
export function whatChanged(): string {
  return script(
    `
examined
  |> map(
    fn: (r) => {
      isNew = r.isFresh and isNewTemplate(source: r.source, template: r.template)
      p = math.erfc(x: r.far / math.sqrt2)
      return {
        change: if isNew then "new" else if r.lines >= r.expected then "more" else "fewer",
        text: nameOf(source: r.source, template: r.template),
        source: r.source,
        shown: shownName(source: r.source),
        times: if isNew or r.expected <= 0.0 then 0.0 else r.lines / r.expected,
        odds: if isNew then 0.0 else if p > 0.000000000001 then 1.0 / p else 1000000000000.0,
        lines: int(v: r.lines),
        expected: if isNew then 0 else int(v: r.expected),
        template: r.template,
        isListed: isNew or r.isFar,
        rank: if isNew then ${NEW_RANK} + r.lines else r.far,
      }
    },
  )
  |> filter(fn: (r) => r.isListed)
  |> top(n: ${MOST.listed}, columns: ["rank"])
  |> drop(columns: ["rank", "isListed"])`,
    { uses: [registry({ keys: "chosen", uses: [EXAMINED] }), IN_COLUMN], imports: ["math"] },
  );
}

/** Defines `distance(lines, expected)`: how many times its spread a count is from what was expected. */
const DISTANCE: Snippet = {
  imports: ["math"],
  text: `
distance = (lines, expected) =>
  math.abs(x: lines - expected) / (if expected > 400.0 then 0.05 * expected else if expected > 1.0 then math.sqrt(x: expected) else 1.0)`,
};

/** Flux that says whether `lines` are nearer to `expected` than {@linkcode FAR} by {@linkcode DISTANCE}, both squared: a call of a function costs more than all that it does there. */
function isNear(expected: string): string {
  const spreads = ["1.0", expected, `0.0025 * ${expected} * ${expected}`];
  const off = `(lines - ${expected}) * (lines - ${expected})`;
  return `(${spreads.map((spread) => `${off} < ${FAR_SQUARED} * ${spread}`).join(" or ")})`;
}

/** Length of a sum of counters, nanoseconds. */
const STRETCH = STRETCH_MS * 1_000_000;

/** Defines `counts`, from when on lines are counted, `before`, from when on those of the past are, and `levelled`, from when on bands are read. */
const SPANS: Snippet = {
  text: `
wholeOf = (ns) => ns / ${STRETCH} * ${STRETCH}
begin = int(v: v.timeRangeStart)
span = int(v: v.timeRangeStop) - begin
// Of a long range the one before it is enough, and its newest quarter says what is expected.
isLong = span > int(v: 6h)
// Sums need no counters beside them where they begin.
counts = if isLong then time(v: wholeOf(ns: begin)) else v.timeRangeStart
before = time(v: int(v: counts) - (if isLong then wholeOf(ns: span) else 2 * span))
levelled = if isLong then time(v: begin + span * 3 / 4) else v.timeRangeStart`,
};

/**
 * Defines `suspects`: texts of the templates whose lines are far from those of the time before, of those of sources that have no such time,
 * and of those that were first seen in the range: of these alone the band is read. All templates pass through here, each with a row for each part of what is
 * counted of it.
 *
 * Whatever Flux uses twice it reads twice, so rows become texts here, and the texts rows again.
 */
const SUSPECTS: Snippet = {
  imports: ["array"],
  uses: [BUCKETS, LINEAGE, ONE_OF, DISTANCE, SPANS, sums("before", [SPANS])],
  text: `
between = (start, stop, of) => from(bucket: data) |> range(start: start, stop: stop) |> filter(fn: of)
isWindow = (r) => r._measurement == "baselines" and ${OF_SOURCES} and r._field == "expected" and r.template == "*"
windowsOf = (tables=<-) =>
  tables |> count() |> group() |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
windowEntries = between(start: v.timeRangeStart, stop: v.timeRangeStop, of: isWindow) |> windowsOf() |> toEntries()
windows = indexFrom(entries: windowEntries)
pastWindows = between(start: before, stop: v.timeRangeStart, of: isWindow) |> windowsOf() |> toIndex()
scaleOf = (entry) => float(v: strings.splitN(v: entry, t: "\\n", i: 2)[1])
// How many times as many windows of a source were evaluated in the range as before, where enough were before to tell.
scaleEntries =
  array.filter(
    arr: array.map(
      arr: array.filter(arr: windowEntries, fn: (x) => x != ""),
      fn: (x) => {
        parts = strings.splitN(v: x, t: "\\n", i: 2)
        evaluated = float(v: parts[1])
        past = float(v: lookUp(index: pastWindows, key: parts[0], default: "0"))
        return parts[0] + "\\n" + string(v: if past * 4.0 > evaluated then evaluated / past else 0.0)
      },
    ),
    fn: (x) => scaleOf(entry: x) > 0.0,
  )
scales = indexFrom(entries: scaleEntries)
hasScale = oneOf(ids: array.map(arr: scaleEntries, fn: (x) => strings.splitN(v: x, t: "\\n", i: 2)[0]))
// From the least to the greatest.
scaleSpan =
  array.from(
    rows:
      if length(arr: scaleEntries) > 0 then
        array.map(arr: scaleEntries, fn: (x) => ({scale: scaleOf(entry: x)}))
      else
        [{scale: 0.0}],
  )
    |> sort(columns: ["scale"])
    |> findColumn(fn: (key) => true, column: "scale")
leastScale = scaleSpan[0]
mostScale = scaleSpan[length(arr: scaleSpan) - 1]
replacedOnes = oneOf(ids: idsIn(entries: replacedEntries))
sumOf = (tables=<-, apart=[""]) => tables |> group(columns: ["source", "template"]) |> sum() |> group()
linesOf = (start, stop, part) =>
  counted(start: start, stop: stop, of: (r) => ${IS_LINE} and r.template !~ replacedOnes, fn: sumOf, again: sumOf)
    |> set(key: "part", value: part)
// What stands under a replaced id is its survivor's, in a column of its own.
oldLinesOf = (start, stop, part) =>
  counted(start: start, stop: stop, of: (r) => ${IS_LINE} and r.template =~ replacedOnes, fn: sumOf, again: sumOf)
    |> map(
      fn: (r) => ({source: r.source, template: survivor(source: r.source, template: r.template), _value: r._value}),
    )
    |> sumOf()
    |> set(key: "part", value: part)
freshEntries =
  from(bucket: facts)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "first_seen")
    |> group()
    |> sort(columns: ["_time"], desc: true)
    |> limit(n: ${MOST.examined})
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\ntrue"}))
    |> toEntries()
freshIds = oneOf(ids: idsIn(entries: freshEntries))
// Sources that say the same have the same ids.
freshOnes = indexFrom(entries: freshEntries)
// What was called in the time before is not what is usual: that it is over is no news.
called =
  from(bucket: facts)
    |> range(start: before, stop: v.timeRangeStart)
    |> filter(fn: (r) => r._measurement == "annotations" or r._measurement == "alarms")
    |> filter(fn: (r) => ${OF_SOURCES} and r.template != "*" and r._field == "time_end")
    |> group()
    |> map(fn: (r) => ({_value: survivor(source: r.source, template: r.template) + " " + r.source + "\\ntrue"}))
    |> toIndex()
rows =
  union(
    tables: [
      array.from(rows: [${NO_PARTS}]),
      linesOf(start: counts, stop: v.timeRangeStop, part: "lines"),
      oldLinesOf(start: counts, stop: v.timeRangeStop, part: "lines_old"),
      linesOf(start: before, stop: counts, part: "past"),
      oldLinesOf(start: before, stop: counts, part: "past_old"),
    ],
  )
    |> group()
    |> pivot(rowKey: ["source", "template"], columnKey: ["part"], valueColumn: "_value")
    |> filter(fn: (r) => r.source != "")
${FILLED}
    // Most are near what is usual by whatever scale, and a map of each costs more than it takes to read them.
    |> filter(
      fn: (r) => {
        lines = float(v: r.lines + r.lines_old)
        past = float(v: r.past + r.past_old)
        ofLeast = past * leastScale
        ofMost = past * mostScale
        isNear = ${isNear("ofLeast")} and ${isNear("ofMost")}
        return not isNear or r.source !~ hasScale or r.template =~ freshIds
      },
    )
    |> map(
      fn: (r) => {
        lines = float(v: r.lines + r.lines_old)
        scale = float(v: lookUp(index: scales, key: r.source, default: "0"))
        past = float(v: r.past + r.past_old) * scale
        far = if scale > 0.0 then distance(lines: lines, expected: past) else ${UNKNOWN_RANK} + lines
        key = r.template + " " + r.source
        isOver = past > lines and far >= ${FAR} and lookUp(index: called, key: key, default: "") != ""
        isFresh = lines > 0.0 and r.template =~ freshIds and lookUp(index: freshOnes, key: key, default: "") != ""
        return {
          source: r.source,
          template: r.template,
          lines: lines,
          usual: if isOver then lines else past,
          scale: scale,
          isFresh: isFresh,
          rank: if isFresh then ${NEW_RANK} + lines else if isOver or far < ${FAR} then 0.0 else far,
        }
      },
    )
    |> filter(fn: (r) => r.rank > 0.0)
    |> top(n: ${MOST.suspected}, columns: ["rank"])
    |> map(
      fn: (r) => ({
        _value:
          r.source + "\\n" + r.template + "\\n" + string(v: r.lines) + "\\n" + string(v: r.usual) + "\\n" + string(v: r.scale) + "\\n"
            + string(v: r.isFresh),
      }),
    )
suspects =
  union(tables: [array.from(rows: [{_value: "\\n\\n0\\n0\\n0\\nfalse"}]), rows])
    |> findColumn(fn: (key) => true, column: "_value")`,
};

/** Defines `examined`: the suspects that are far from their band too, and those first that are new; and `chosen`, a list of these and their sources. */
const EXAMINED: Snippet = {
  imports: ["array", "strings"],
  uses: [SUSPECTS],
  text: `
suspected =
  array.from(
    rows: array.map(
      arr: suspects,
      fn: (x) => {
        parts = strings.split(v: x, t: "\\n")
        return {
          source: parts[0],
          template: parts[1],
          lines: float(v: parts[2]),
          usual: float(v: parts[3]),
          hasPast: float(v: parts[4]) > 0.0,
          isFresh: parts[5] == "true",
        }
      },
    ),
  )
    |> filter(fn: (r) => r.source != "")
suspectIds = suspected |> idsOf()
isSuspect = oneOf(ids: suspectIds)
isOld = (entry) => entry != "" and strings.splitN(v: entry + "\\n", t: "\\n", i: 3)[1] =~ isSuspect
oldIds = idsIn(entries: array.filter(arr: replacedEntries, fn: (x) => isOld(entry: x)))
isRead = oneOf(ids: array.concat(arr: suspectIds, v: oldIds))
isLevel = (r) => r._measurement == "baselines" and ${OF_SOURCES} and r._field == "expected" and r.template =~ isRead
// Its own band counts, and where it has none yet, that of one that it replaced.
levels =
  between(start: levelled, stop: v.timeRangeStop, of: isLevel)
    |> mean()
    |> group()
    |> map(
      fn: (r) => {
        template = survivor(source: r.source, template: r.template)
        return {
          own: if template == r.template then 1 else 0,
          _value: template + " " + r.source + "\\n" + string(v: r._value),
        }
      },
    )
    |> sort(columns: ["own"])
    |> toIndex()
examined =
  suspected
    |> map(
      fn: (r) => {
        evaluated = float(v: lookUp(index: windows, key: r.source, default: "0"))
        level = evaluated * float(v: lookUp(index: levels, key: r.template + " " + r.source, default: "0"))
        usual = if r.hasPast then r.usual else level
        least = if level > 0.0 and level < usual then level else usual
        most = if level > usual then level else usual
        expected = if r.lines > most then most else if r.lines < least then least else r.lines
        far = distance(lines: r.lines, expected: expected)
        return {r with
          expected: expected,
          far: far,
          // Without a time before, a band alone can say nothing of what is rare.
          isFar: (r.hasPast or level >= 10.0) and far >= ${FAR},
          order: if r.isFresh then ${NEW_RANK} + r.lines else far,
        }
      },
    )
    |> filter(fn: (r) => r.isFar or r.isFresh)
    |> top(n: ${MOST.examined}, columns: ["order"])
chosen = examined |> map(fn: (r) => ({_value: r.template + " " + r.source})) |> findColumn(fn: (key) => true, column: "_value")`,
};
