import { LINEAGE } from "./lineage.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";
import { TEMPLATE_NAMES } from "./template_names.ts";

/**
 * The fifteen templates whose rate changed most: live lines per second in the last fifth of the visible range (`now`) and in the
 * rest of it (`before`), and the difference. Lines of replaced templates are added to their heirs.
 */
export function templatesByChange(): string {
  return script(
    `
begin = int(v: v.timeRangeStart)
until = int(v: v.timeRangeStop)
split = until - (until - begin) / 5
rates = (name, since, until) =>
  from(bucket: data)
    |> range(start: time(v: since), stop: time(v: until))
    |> filter(fn: (r) => r._measurement == "log_counts" and r.mode == "live" and ${OF_SOURCES} and r._field == "count")
    |> group(columns: ["source", "template"])
    |> sum()
    |> group()
    |> map(
      fn: (r) => ({
        source: r.source,
        template: survivor(source: r.source, template: r.template),
        _value: float(v: r._value) * 1000000000.0 / float(v: until - since),
      }),
    )
    |> group(columns: ["source", "template"])
    |> sum()
    |> map(fn: (r) => ({r with part: name}))
    |> group()
union(tables: [rates(name: "before", since: begin, until: split), rates(name: "now", since: split, until: until)])
  |> pivot(rowKey: ["source", "template"], columnKey: ["part"], valueColumn: "_value")
  |> map(
    fn: (r) => ({
      source: r.source,
      template: r.template,
      before: if exists r.before then r.before else 0.0,
      now: if exists r.now then r.now else 0.0,
    }),
  )
  |> map(fn: (r) => ({r with change: r.now - r.before, survivor: r.template, size: math.abs(x: r.now - r.before)}))
  |> top(n: 15, columns: ["size"])
  |> map(fn: (r) => ({r with text: nameOf(source: r.source, template: r.template)}))
  |> keep(columns: ["text", "source", "survivor", "before", "now", "change"])`,
    { uses: [BUCKETS, LINEAGE, TEMPLATE_NAMES], imports: ["math"] },
  );
}
