import { LINEAGE } from "./lineage.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { registry } from "./registry.ts";
import { script } from "./script.ts";

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
begin = int(v: v.timeRangeStart)
before = time(v: begin - 2 * (int(v: v.timeRangeStop) - begin))
stored = (of) => from(bucket: data) |> range(start: v.timeRangeStart, stop: v.timeRangeStop) |> filter(fn: of)
past = (of) => from(bucket: data) |> range(start: before, stop: v.timeRangeStart) |> filter(fn: of)
// A table for each template costs most here: only what stands under a replaced id is summed.
bySurvivor = (tables=<-, part) =>
  tables
    |> group()
    |> map(
      fn: (r) => {
        template = survivor(source: r.source, template: r.template)
        isOld = template != r.template
        return {source: r.source, template: template, part: if isOld then part + "_old" else part, isOld: isOld, _value: float(v: r._value)}
      },
    )
isLine = (r) => r._measurement == "log_counts" and r.mode == "live" and ${OF_SOURCES} and r._field == "count"
isLevel = (r) => r._measurement == "baselines" and ${OF_SOURCES} and r._field == "expected"
levels = () => stored(of: isLevel) |> filter(fn: (r) => r.template != "*") |> group(columns: ["source", "template"])
windowsOf = (tables=<-) =>
  tables
    |> filter(fn: (r) => r.template == "*")
    |> count()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: r._value)}))
    |> toDict()
windows = stored(of: isLevel) |> windowsOf()
pastWindows = past(of: isLevel) |> windowsOf()
parts =
  union(
    tables: [
      stored(of: isLine) |> group(columns: ["source", "template"]) |> sum() |> bySurvivor(part: "lines"),
      past(of: isLine) |> group(columns: ["source", "template"]) |> sum() |> bySurvivor(part: "past"),
      levels() |> sum() |> bySurvivor(part: "expected"),
      levels() |> count() |> bySurvivor(part: "rows"),
    ],
  )
    |> group()
replaced = parts |> filter(fn: (r) => r.isOld) |> group(columns: ["source", "template", "part"]) |> sum() |> group()
both = (own, old) => (if exists own then own else 0.0) + (if exists old then old else 0.0)
union(tables: [parts |> filter(fn: (r) => not r.isOld) |> drop(columns: ["isOld"]), replaced])
  |> group()
  |> pivot(rowKey: ["source", "template"], columnKey: ["part"], valueColumn: "_value")
  |> map(
    fn: (r) => {
      lines = both(own: r.lines, old: r.lines_old)
      rows = both(own: r.rows, old: r.rows_old)
      evaluated = float(v: dict.get(dict: windows, key: r.source, default: "0"))
      pastEvaluated = float(v: dict.get(dict: pastWindows, key: r.source, default: "0"))
      hasPast = pastEvaluated * 4.0 > evaluated
      level = if rows > 0.0 then both(own: r.expected, old: r.expected_old) / rows * evaluated else -1.0
      usual = if hasPast then both(own: r.past, old: r.past_old) / pastEvaluated * evaluated else level
      least = if level < 0.0 then usual else math.mMin(x: level, y: usual)
      most = math.mMax(x: level, y: usual)
      expected = if lines > most then most else if lines < least then least else lines
      isNew = isNewTemplate(source: r.source, template: r.template)
      far = math.abs(x: lines - expected) / math.mMax(x: math.mMax(x: 1.0, y: 0.05 * expected), y: math.sqrt(x: expected))
      p = math.erfc(x: far / math.sqrt2)
      return {
        change: if isNew then "new" else if lines >= expected then "more" else "fewer",
        text: nameOf(source: r.source, template: r.template),
        source: r.source,
        times: if isNew or expected <= 0.0 then 0.0 else lines / expected,
        odds: if isNew then 0.0 else if p > 0.000000000001 then 1.0 / p else 1000000000000.0,
        lines: int(v: lines),
        expected: if isNew then 0 else int(v: expected),
        template: r.template,
        // Without a time before, a baseline alone can say nothing of what is rare.
        isListed: isNew or (hasPast or level >= 10.0) and p <= 0.01,
        rank: if isNew then 1000000000.0 + lines else far,
      }
    },
  )
  |> filter(fn: (r) => r.isListed)
  |> top(n: 20, columns: ["rank"])
  |> drop(columns: ["rank", "isListed"])`,
    { uses: [BUCKETS, LINEAGE, registry()], imports: ["math"] },
  );
}
