import { CHOSEN_TEMPLATES } from "./chosen_templates.ts";
import { OF_SOURCES } from "./places.ts";
import { registry } from "./registry.ts";
import { IN_COLUMN } from "./row_names.ts";
import { script } from "./script.ts";

/** How many bars a template's course has. */
const BARS = Array.from({ length: 12 }, (_, i) => `b${i}`);

/** A bar by its height, the lowest for no line: all of one width, which a dot or a space would not have, so that a bar stands where its time is. */
const BLOCKS = "▁▂▃▄▅▆▇█";

/** Where lines are counted whose time is not known: a bar of when they were read would say that there were so many at once. */
const NO_BAR = "timeless";

const LISTED = BARS.map((bar) => `"${bar}"`).join(", ");
const COUNTED = [...BARS, NO_BAR];
const NO_LINES = COUNTED.map((bar) => `{source: "", template: "", level: "", series: "", bar: "${bar}", _value: 0}`)
  .join(
    ", ",
  );
const FILLED = COUNTED.map((bar) => `  |> fill(column: "${bar}", value: 0)`).join("\n");
const SUM = COUNTED.map((bar) => `r.${bar}`).join(" + ");
const HIGHEST = BARS.reduce((rest, bar) => `higher(a: r.${bar}, b: ${rest})`, "1");
// Written out: a call of a function costs as much as all that it does here.
const COURSE = BARS.map((bar) => {
  const block = `(if r.${bar} == 0 then 0 else r.${bar} * ${BLOCKS.length - 2} / highest + 1)`;
  return `strings.substring(v: blocks, start: ${block}, end: ${block} + 1)`;
}).join(" + ");

/**
 * A row per template that is chosen ({@linkcode CHOSEN_TEMPLATES}): `novelty` (`new` or `known`), `text`, `course` (its lines over the visible range as bars, the
 * highest of them full, but for those whose time is not known), `lines`, `level` (that of most of them), `last_seen` (ms, 0: not in the range), `first_seen`, `source`, how that is `shown`, and
 * `template`. New ones first, then by lines.
 */
export function templateList(): string {
  return script(
    `
blocks = "${BLOCKS}"
higher = (a, b) => if a > b then a else b
firstNs = int(v: v.timeRangeStart)
width = (int(v: v.timeRangeStop) - firstNs + ${BARS.length - 1}) / ${BARS.length}
isListed = (r) => ${OF_SOURCES} and r.template =~ countedOnes
// Once for each series, before its rows are looked at one by one.
ofCounted = (tables=<-) => tables |> filter(fn: isCounted) |> group()
keyOf = (r) => r.template + " " + r.source + "\\n"
ofSurvivor = (tables=<-) => tables |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template)}))
lasts =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and r._field == "count")
    |> filter(fn: isListed)
    |> last()
    |> ofCounted()
    |> ofSurvivor()
    |> sort(columns: ["_time"])
    |> map(fn: (r) => ({_value: keyOf(r: r) + string(v: int(v: r._time) / 1000000)}))
    |> toIndex()
inBars = (tables=<-) =>
  tables
    |> aggregateWindow(
      every: duration(v: width),
      offset: duration(v: firstNs % width),
      fn: sum,
      createEmpty: false,
      timeSrc: "_start",
    )
    |> ofCounted()
courses =
  lines(of: isListed, fn: inBars, again: (tables=<-) => tables)
    |> map(
      fn: (r) => ({
        source: r.source,
        template: r.template,
        level: r.level,
        series: r.part + " " + r.mode + (if exists r.host then " " + r.host + " " + r.agent else ""),
        bar: if r.mode == "backlog" then "${NO_BAR}" else "b" + string(v: (int(v: r._time) - firstNs) / width),
        _value: r._value,
      }),
    )
none = listed |> map(fn: (r) => ({r with level: "-", series: "", bar: "b0", _value: 0}))
series =
  union(tables: [array.from(rows: [${NO_LINES}]), none, courses])
    |> group()
    |> pivot(rowKey: ["source", "template", "level", "series"], columnKey: ["bar"], valueColumn: "_value")
    |> filter(fn: (r) => r.source != "")
  ${FILLED.trim()}
    |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template), lines: ${SUM}}))
// Of the sums of all levels the last one is that of the level with the most lines.
series
  |> group(columns: ["source", "template", "level"])
  |> cumulativeSum(columns: [${LISTED}, "lines"])
  |> tail(n: 1)
  |> group(columns: ["source", "template"])
  |> sort(columns: ["lines"])
  |> cumulativeSum(columns: [${LISTED}, "lines"])
  |> tail(n: 1)
  |> group()
  |> map(
    fn: (r) => {
      highest = ${HIGHEST}
      key = r.template + " " + r.source
      isNew = isNewTemplate(source: r.source, template: r.template)
      return {
        novelty: if isNew then "new" else "known",
        text: nameOf(source: r.source, template: r.template),
        course: ${COURSE},
        lines: r.lines,
        level: r.level,
        last_seen: int(v: lookUp(index: lasts, key: key, default: "0")),
        first_seen: firstSeen(source: r.source, template: r.template),
        source: r.source,
        shown: shownName(source: r.source),
        template: r.template,
        rank: if isNew then 1 else 0,
      }
    },
  )
  |> filter(fn: (r) => if sought == "" then true else strings.containsStr(v: strings.toLower(v: r.text), substr: sought))
  |> sort(columns: ["rank", "lines"], desc: true)
  |> limit(n: 150)
  |> drop(columns: ["rank"])`,
    {
      uses: [registry({ keys: "wanted", uses: [CHOSEN_TEMPLATES] }), IN_COLUMN],
      imports: ["array", "strings"],
    },
  );
}
