import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script } from "./script.ts";
import { TO_DICT } from "./to_dict.ts";

/**
 * A row per source: `state` (learning or watching), `windows` in its baseline, `templates` in the registry, and `last_window`, the
 * newest evaluated one (ms).
 */
export function learningState(): string {
  return script(
    `
states =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "detector_state" and r.template == "*" and r._field == "record")
    |> last()
    |> map(fn: (r) => ({_value: r.source + "\\n" + r._value}))
    |> toDict()
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "replaced_by")
  |> last()
  |> filter(fn: (r) => r._value == "")
  |> group(columns: ["source"])
  |> count()
  |> group()
  |> map(
    fn: (r) => {
      row = json.parse(data: bytes(v: dict.get(dict: states, key: r.source, default: "{}")))
      state = json.parse(data: bytes(v: if exists row.baseline then row.baseline else "{}"))
      return {
        source: r.source,
        state: if not exists row.baseline then "waiting for lines" else if exists state.learnedMs then "watching" else "learning",
        windows: if not exists state.traffic then 0 else if exists state.traffic.counts then length(arr: state.traffic.counts) else int(v: state.traffic.zeros),
        templates: r._value,
        last_window: if exists row.baseline then row.lastWindowMs else 0.0,
      }
    },
  )
  |> sort(columns: ["source"])`,
    { uses: [BUCKETS, TO_DICT], imports: ["experimental/json"] },
  );
}
