import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { registry } from "./registry.ts";
import { script, type Snippet } from "./script.ts";

/** How many templates are listed, and how many are looked at more closely for that. */
const MOST = { listed: 20, examined: 60 };
/** So many times its spread from what was expected, a count comes by chance once in a hundred times. */
const FAR = 2.576;
/** Above everything that is not new. */
const NEW_RANK = "1000000000.0";

const PARTS = ["lines", "past", "level"].flatMap((part) => [part, `${part}_old`]);
const NO_PARTS = PARTS.map((part) => `{source: "", template: "", part: "${part}", _value: 0.0}`).join(", ");
const FILLED = PARTS.map((part) => `    |> fill(column: "${part}", value: 0.0)`).join("\n");

/**
 * What the sources say otherwise than expected over the visible range, at most twenty templates: new ones first, then the least
 * probable. Columns `change` (`new`, `more`, `fewer`), `text`, `source`, `times` (lines against those expected), `odds` (one in how
 * many; 0 for new ones), `lines`, `expected` and `template`.
 *
 * Expected is what the baselines in the range say, and what was logged in the two ranges before it; what lies between them is normal, for
 * a baseline of a minute knows nothing of a message that comes twice an hour, and the time before nothing of a daily course. How far
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
    { uses: [registry("r.template =~ chosen", [EXAMINED])], imports: ["math"] },
  );
}

/**
 * Defines `examined`: the templates that are the farthest from what was expected of them, those first that were first seen in the range, and
 * `chosen`, which are those of these. All templates pass through here: calls of functions, and a table for each, cost most.
 */
const EXAMINED: Snippet = {
  imports: ["array", "math"],
  uses: [BUCKETS, LINEAGE, ONE_OF],
  text: `
begin = int(v: v.timeRangeStart)
before = time(v: begin - 2 * (int(v: v.timeRangeStop) - begin))
stored = (of) => from(bucket: data) |> range(start: v.timeRangeStart, stop: v.timeRangeStop) |> filter(fn: of)
past = (of) => from(bucket: data) |> range(start: before, stop: v.timeRangeStart) |> filter(fn: of)
isLine = (r) => r._measurement == "log_counts" and r.mode == "live" and ${OF_SOURCES} and r._field == "count"
isLevel = (r) =>
  r._measurement == "baselines" and ${OF_SOURCES} and r._field == "expected" and r.template != "*"
isWindow = (r) => r._measurement == "baselines" and ${OF_SOURCES} and r._field == "expected" and r.template == "*"
windowsOf = (tables=<-) =>
  tables |> count() |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)})) |> toDict()
windows = stored(of: isWindow) |> windowsOf()
pastWindows = past(of: isWindow) |> windowsOf()
isOld = oneOf(ids: replaced |> idsOf())
// What stands under a replaced id is its survivor's, in a column of its own.
partOf = (tables=<-, part) => {
  rows = tables |> group() |> toFloat() |> keep(columns: ["source", "template", "_value"])
  old =
    rows
      |> filter(fn: (r) => r.template =~ isOld)
      |> map(fn: (r) => ({r with template: survivor(source: r.source, template: r.template)}))
      |> group(columns: ["source", "template"])
      |> sum()
      |> group()
  return union(
    tables: [
      rows |> filter(fn: (r) => r.template !~ isOld) |> set(key: "part", value: part),
      old |> set(key: "part", value: part + "_old"),
    ],
  )
}
fresh =
  from(bucket: facts)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "first_seen")
    |> group()
    |> sort(columns: ["_time"], desc: true)
    |> limit(n: ${MOST.examined})
freshIds = oneOf(ids: fresh |> idsOf())
byTemplate = (tables=<-) => tables |> group(columns: ["source", "template"])
examined =
  union(
    tables: [
      array.from(rows: [${NO_PARTS}]),
      stored(of: isLine) |> byTemplate() |> sum() |> partOf(part: "lines"),
      past(of: isLine) |> byTemplate() |> sum() |> partOf(part: "past"),
      stored(of: isLevel) |> byTemplate() |> mean() |> partOf(part: "level"),
    ],
  )
    |> group()
    |> pivot(rowKey: ["source", "template"], columnKey: ["part"], valueColumn: "_value")
    |> filter(fn: (r) => r.source != "")
${FILLED}
    |> map(
      fn: (r) => {
        lines = r.lines + r.lines_old
        evaluated = float(v: dict.get(dict: windows, key: r.source, default: "0"))
        pastEvaluated = float(v: dict.get(dict: pastWindows, key: r.source, default: "0"))
        hasPast = pastEvaluated * 4.0 > evaluated
        level = (if r.level > 0.0 then r.level else r.level_old) * evaluated
        usual = if hasPast then (r.past + r.past_old) / pastEvaluated * evaluated else level
        hasLevel = r.level + r.level_old > 0.0
        least = if hasLevel and level < usual then level else usual
        most = if hasLevel and level > usual then level else usual
        expected = if lines > most then most else if lines < least then least else lines
        distance = if lines > expected then lines - expected else expected - lines
        share = if expected > 400.0 then 0.05 * expected else if expected > 1.0 then math.sqrt(x: expected) else 1.0
        far = distance / share
        isFresh = r.template =~ freshIds
        return {
          source: r.source,
          template: r.template,
          lines: lines,
          expected: expected,
          far: far,
          isFresh: isFresh,
          // Without a time before, a baseline alone can say nothing of what is rare.
          isFar: (hasPast or level >= 10.0) and far >= ${FAR},
          order: if isFresh then ${NEW_RANK} + lines else far,
        }
      },
    )
    |> filter(fn: (r) => r.isFar or r.isFresh)
    |> top(n: ${MOST.examined}, columns: ["order"])
chosen = oneOf(ids: examined |> idsOf())`,
};
