import type { Snippet } from "./script.ts";

/** Defines `idsOf(tables)`, the templates of rows, and `oneOf(ids)`, a regular expression that is one of them: the storage filters by it. */
export const ONE_OF: Snippet = {
  imports: ["array", "regexp", "strings"],
  text: `
idsOf = (tables=<-) =>
  tables |> group() |> distinct(column: "template") |> findColumn(fn: (key) => true, column: "_value")
oneOf = (ids) =>
  regexp.compile(v: "^(" + strings.joinStr(arr: array.map(arr: ids, fn: (x) => regexp.quoteMeta(v: x)), v: "|") + ")$")`,
};
