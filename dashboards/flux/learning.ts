import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";

/** A row per source: `state` (learning or watching), templates in the registry, and the last evaluated window. */
export function learningState(): string {
  return script(
    `
states =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "detector_state" and r.template == "*" and ${OF_SOURCES})
    |> last()
    |> pivot(rowKey: ["source"], columnKey: ["_field"], valueColumn: "_value")
    |> group()
    |> keep(columns: ["source", "known", "last_window"])
registry =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "replaced_by")
    |> last()
    |> filter(fn: (r) => r._value == "")
    |> group(columns: ["source"])
    |> count()
    |> group()
join.left(
  left: registry,
  right: states,
  on: (l, r) => l.source == r.source,
  as: (l, r) => ({
    source: l.source,
    state: if not exists r.known then "waiting for lines" else if r.known then "watching" else "learning",
    templates: l._value,
    last_window: r.last_window,
  }),
)
  |> sort(columns: ["source"])`,
    { uses: [BUCKETS], imports: ["join"] },
  );
}
