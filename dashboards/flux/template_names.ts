import { TO_DICT } from "./to_dict.ts";
import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";

/** Defines `nameOf(source, template)`: the template's text; its id where the registry has none, "all lines" for `*`. */
export const TEMPLATE_NAMES: Snippet = {
  uses: [BUCKETS, TO_DICT],
  text: `
names =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "text")
    |> last()
    |> group()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + r._value}))
    |> toDict()
nameOf = (source, template) =>
  if template == "*" then "all lines" else dict.get(dict: names, key: template + " " + source, default: template)`,
};
