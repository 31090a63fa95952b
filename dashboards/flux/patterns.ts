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

/** Written out wherever it is asked for: the storage takes over no filter that calls a function. */
const IS_LISTED = `${OF_SOURCES} and r.template =~ countedOnes`;

const LISTED = BARS.map((bar) => `"${bar}"`).join(", ");
const COUNTED = [...BARS, NO_BAR];
const NO_LINES = `level: "-", ${COUNTED.map((bar) => `${bar}: 0`).join(", ")}`;
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
keyOf = (r) => r.template + " " + r.source + "\\n"
ofSurvivor = (tables=<-) => tables |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template)}))
lasts =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and r._field == "count")
    |> filter(fn: (r) => ${IS_LISTED})
    |> last()
    |> ofCounted()
    |> ofSurvivor()
    |> sort(columns: ["_time"])
    |> map(fn: (r) => ({_value: keyOf(r: r) + string(v: int(v: r._time) / 1000000)}))
    |> toIndex()
// A column for each time takes a tenth of what a map of each row to its bar does.
barOf = (column) =>
  if column =~ /^[0-9]/ then "b" + string(v: (int(v: time(v: column)) - firstNs) / width) else column
inBars = (tables=<-, apart) =>
  tables
    |> aggregateWindow(
      every: duration(v: width),
      offset: duration(v: firstNs % width),
      fn: sum,
      createEmpty: false,
      timeSrc: "_start",
    )
    |> group()
    |> pivot(
      rowKey: array.concat(arr: ["source", "template", "level", "mode"], v: apart),
      columnKey: ["_time"],
      valueColumn: "_value",
    )
    |> rename(fn: barOf)
    |> ofCounted()
timeless = (tables=<-, apart) => tables |> sum() |> rename(columns: {_value: "${NO_BAR}"}) |> ofCounted()
asTheyAre = (tables=<-) => tables
series =
  union(
    tables: [
      array.from(rows: [{source: "", template: "", ${NO_LINES}}]),
      listed |> map(fn: (r) => ({source: r.source, template: r.template, ${NO_LINES}})),
      lines(of: (r) => r.mode != "backlog" and ${IS_LISTED}, fn: inBars, again: asTheyAre),
      lines(of: (r) => r.mode == "backlog" and ${IS_LISTED}, fn: timeless, again: asTheyAre),
    ],
  )
    |> group()
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
  |> sort(columns: ["rank", "lines"], desc: true)
  |> drop(columns: ["rank"])`,
    {
      uses: [registry({ keys: "wanted", uses: [CHOSEN_TEMPLATES] }), IN_COLUMN],
      imports: ["array", "strings"],
    },
  );
}
