import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";
import { LOOK_UP } from "./look_up.ts";

/**
 * Defines `nameOf(source, template)`, the template's text, or its id where the registry has none; `firstSeen(source, template)`, epoch ms
 * (0: not known); and `isNewTemplate(source, template)`: it was first seen in the visible range, after the detector had evaluated its
 * source's first window, and was not in a file's present content.
 *
 * @param of Flux that says which of the registry's rows `r` are looked at, and what it builds on: each template costs time.
 */
export function registry(of = OF_SOURCES, uses: readonly Snippet[] = []): Snippet {
  return {
    uses: [BUCKETS, LOOK_UP, ...uses],
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
    |> toIndex()
firsts =
  registered(field: "first_seen")
    |> group()
    |> sort(desc: true)
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
presents =
  registered(field: "initial")
    |> group()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\ntrue"}))
    |> toIndex()
beginnings =
  from(bucket: data)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and ${OF_SOURCES} and r._field == "actual")
    |> first()
    |> group()
    |> map(fn: (r) => ({_value: r.source + "\\n" + string(v: int(v: r._time) / 1000000)}))
    |> toIndex()
nameOf = (source, template) => lookUp(index: names, key: template + " " + source, default: template)
firstSeen = (source, template) => int(v: lookUp(index: firsts, key: template + " " + source, default: "0"))
isNewTemplate = (source, template) => {
  at = firstSeen(source: source, template: template)
  evaluatedMs = int(v: lookUp(index: beginnings, key: source, default: "9000000000000"))
  isPresent = lookUp(index: presents, key: template + " " + source, default: "") != ""
  return at * 1000000 >= int(v: v.timeRangeStart) and at >= evaluatedMs and not isPresent
}`,
  };
}
