import { DICTIONARY } from "./dictionary.ts";
import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";

/** Defines `nameOf(source, template)`: the template's text; its id where the registry has none, "all lines" for `*`. */
export const NAMES: Snippet = {
  uses: [BUCKETS, DICTIONARY],
  text: `
names =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "text")
    |> last()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value}))
    |> toDictionary()
nameOf = (source, template) =>
  if template == "*" then "all lines" else dict.get(dict: names, key: template + " " + source, default: template)`,
};
