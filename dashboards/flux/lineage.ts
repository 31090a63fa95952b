import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";
import { LOOK_UP } from "./look_up.ts";

/**
 * Defines `survivor(source, template)`: the template that stands today for one that may have been merged into another. Counters keep the
 * ids under which they were written, so whoever reads them asks this; the registry's rows name it, so one step is enough. `replaced` is a row per template that
 * stands for itself no more: `template`, `source`, `_value` its survivor; `replacedEntries` the same as entries of an index.
 */
export const LINEAGE: Snippet = {
  uses: [BUCKETS, LOOK_UP],
  text: `
replaced =
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "survivor" and r._value != "")
    |> group()
replacedEntries = replaced |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value})) |> toEntries()
survivorOf = indexFrom(entries: replacedEntries)
survivor = (source, template) => lookUp(index: survivorOf, key: template + " " + source, default: template)`,
};
