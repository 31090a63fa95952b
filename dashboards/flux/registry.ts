import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TEMPLATE_NAMES } from "./template_names.ts";
import { TO_DICT } from "./to_dict.ts";

/**
 * Defines `firstSeen(source, template)`, epoch ms (0: not known), and `isNewTemplate(source, template)`: it was first seen in the
 * visible range, after the detector had evaluated its source's first window, and was not in a file's present content.
 */
export const REGISTRY: Snippet = {
  uses: [BUCKETS, TO_DICT, TEMPLATE_NAMES],
  text: `
registered = (field) =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == field)
firsts =
  registered(field: "first_seen")
    |> min()
    |> group()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: r._value)}))
    |> toDict()
presents =
  registered(field: "initial")
    |> last()
    |> group()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\ntrue"}))
    |> toDict()
beginnings =
  from(bucket: data)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual")
    |> first()
    |> group()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: int(v: r._time) / 1000000)}))
    |> toDict()
firstSeen = (source, template) => int(v: dict.get(dict: firsts, key: template + " " + source, default: "0"))
isNewTemplate = (source, template) => {
  at = firstSeen(source: source, template: template)
  evaluatedMs = int(v: dict.get(dict: beginnings, key: source, default: "9000000000000"))
  isPresent = dict.get(dict: presents, key: template + " " + source, default: "") != ""
  return at * 1000000 >= int(v: v.timeRangeStart) and at >= evaluatedMs and not isPresent
}`,
};
