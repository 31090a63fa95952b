import { LOOK_UP } from "./look_up.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** Defines `labelOf(id)`: what an operator has said of an anomaly: `true`, `false` or `none`. */
export const LABELS: Snippet = {
  uses: [BUCKETS, LOOK_UP],
  text: `
labels =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "labels" and ${OF_SOURCES})
    |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
    |> filter(fn: (r) => r.label != "")
    |> map(fn: (r) => ({_value: r.id + "\\n" + r.label}))
    |> toIndex()
labelOf = (id) => lookUp(index: labels, key: id, default: "none")`,
};
