import { LOOK_UP } from "./look_up.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** Which templates are looked up, for each costs time. */
export interface Registered {
  /** Flux of a list of them, each a template, a space and its source. */
  readonly keys: string;
  /** What that builds on. */
  readonly uses: readonly Snippet[];
}

/** Defines `nameOf(source, template)`: the template's text, or its id where the registry has none. */
export function templateNames({ keys, uses }: Registered): Snippet {
  return {
    uses: [BUCKETS, LOOK_UP, ONE_OF, ...uses],
    text: `
registeredKeys = ${keys}
registeredPairs = oneOf(ids: registeredKeys)
registeredIds = oneOf(ids: idsIn(entries: registeredKeys))
// Several sources may have a template, and one of them is looked up.
registered = (field) =>
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and r.template =~ registeredIds and r._field == field)
    |> group()
    |> filter(fn: (r) => r.template + " " + r.source =~ registeredPairs)
// Of equal keys the last one counts. A table for each template, as last() makes them, costs four times as much.
names =
  registered(field: "text")
    |> sort(columns: ["_time"])
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value}))
    |> toIndex()
nameOf = (source, template) => lookUp(index: names, key: template + " " + source, default: template)`,
  };
}

/**
 * Defines what {@linkcode templateNames} does, `firstSeen(source, template)`, epoch ms
 * (0: not known); and `isNewTemplate(source, template)`: it was first seen in the visible range, after the detector had evaluated its
 * source's first window, and was not in a file's present content.
 */
export function registry(registered: Registered): Snippet {
  return {
    uses: [templateNames(registered)],
    text: `
firsts =
  registered(field: "first_seen")
    |> sort(desc: true)
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
presents =
  registered(field: "initial")
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
firstSeen = (source, template) => int(v: lookUp(index: firsts, key: template + " " + source, default: "0"))
isNewTemplate = (source, template) => {
  at = firstSeen(source: source, template: template)
  evaluatedMs = int(v: lookUp(index: beginnings, key: source, default: "9000000000000"))
  isPresent = lookUp(index: presents, key: template + " " + source, default: "") != ""
  return at * 1000000 >= int(v: v.timeRangeStart) and at >= evaluatedMs and not isPresent
}`,
  };
}
