import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { TO_DICT } from "./to_dict.ts";

/**
 * Defines `nameOf(source, template)`, the template's text, or its id where the registry has none; `firstSeen(source, template)`, epoch ms
 * (0: not known); and `isNewTemplate(source, template)`: it was first seen in the visible range, after the detector had evaluated its
 * source's first window, and was not in a file's present content.
 *
 * @param of Flux that says which of the registry's rows `r` are looked at, and what it builds on: each template costs time.
 */
export function registry(of = OF_SOURCES, uses: readonly Snippet[] = []): Snippet {
  return {
    uses: [BUCKETS, TO_DICT, ...uses],
    text: `
registered = (field) =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and ${of} and r._field == field)
// Of equal keys the last one counts. A table for each template, as last() makes them, costs four times as much.
names =
  registered(field: "text")
    |> group()
    |> sort(columns: ["_time"])
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value}))
    |> toDict()
firsts =
  registered(field: "first_seen")
    |> group()
    |> sort(desc: true)
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: r._value)}))
    |> toDict()
presents =
  registered(field: "initial")
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
nameOf = (source, template) => dict.get(dict: names, key: template + " " + source, default: template)
firstSeen = (source, template) => int(v: dict.get(dict: firsts, key: template + " " + source, default: "0"))
isNewTemplate = (source, template) => {
  at = firstSeen(source: source, template: template)
  evaluatedMs = int(v: dict.get(dict: beginnings, key: source, default: "9000000000000"))
  isPresent = dict.get(dict: presents, key: template + " " + source, default: "") != ""
  return at * 1000000 >= int(v: v.timeRangeStart) and at >= evaluatedMs and not isPresent
}`,
  };
}
