import { BUCKETS } from "./places.ts";
import type { Snippet } from "./script.ts";

/**
 * Defines `named(tables)`: one table of the rows given with a column `text`, the text of the row's template; its id where the
 * registry has none, "all lines" for \`*\`.
 */
export const NAMES: Snippet = {
  imports: ["join"],
  uses: [BUCKETS],
  text: `
texts =
  from(bucket: facts)
    |> range(start: 0)
    |> filter(fn: (r) => r._measurement == "templates" and r._field == "text")
    |> last()
    |> keep(columns: ["source", "template", "_value"])
    |> group()
textOf = (r, text) => if r.template == "*" then "all lines" else if exists text then text else r.template
named = (tables=<-) =>
  join.left(
    left: tables |> group(),
    right: texts,
    on: (l, r) => l.source == r.source and l.template == r.template,
    as: (l, r) => ({l with text: textOf(r: l, text: r._value)}),
  )`,
};
