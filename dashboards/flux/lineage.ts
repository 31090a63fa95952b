import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TO_DICT } from "./to_dict.ts";

/**
 * Defines `survivor(source, template)`: the template that stands today for one that may have been merged into another, and that
 * one into the next. Counters keep the ids under which they were written, so whoever reads them asks this. Flux knows no
 * recursion: chains are followed for eight steps. A template that stands for itself, as nearly all do, costs one look-up.
 */
export const LINEAGE: Snippet = {
  uses: [BUCKETS, TO_DICT],
  text: `
successors =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "replaced_by")
    |> last()
    |> group()
    |> filter(fn: (r) => r._value != "")
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value}))
    |> toDict()
successor = (source, template) =>
  dict.get(dict: successors, key: template + " " + source, default: template)
again = (source, template, next, step) => if next == template then template else step(source: source, template: next)
twice = (source, template) =>
  again(source: source, template: template, next: successor(source: source, template: template), step: successor)
fourTimes = (source, template) =>
  again(source: source, template: template, next: twice(source: source, template: template), step: twice)
survivor = (source, template) =>
  again(source: source, template: template, next: fourTimes(source: source, template: template), step: fourTimes)`,
};
