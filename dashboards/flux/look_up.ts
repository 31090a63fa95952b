import type { Snippet } from "./script.ts";

/**
 * Defines `toIndex(tables)`, an index of rows whose `_value` is a key, a line feed and a value, `toEntries(tables)`, a list of these, `indexFrom(entries)`, the index of such a list, and
 * `lookUp(index, key, default)`: the value of a key, the last one of equal keys.
 *
 * An index is one text, and no dictionary: Flux writes whatever a row's function names into that function, and builds a dictionary or a list anew for
 * every row, entry by entry. 1,000 rows that look into 1,000 entries took 0.8 s so, and take 0.06 s in a text. It has an entry more, under no
 * key, for Flux finds no column in an empty table.
 */
export const LOOK_UP: Snippet = {
  imports: ["array", "strings"],
  text: `
indexFrom = (entries) => "\\x1e" + strings.joinStr(arr: entries, v: "\\x1e")
toEntries = (tables=<-) =>
  union(tables: [array.from(rows: [{_value: ""}]), tables |> group() |> keep(columns: ["_value"])])
    |> findColumn(fn: (key) => true, column: "_value")
toIndex = (tables=<-) => indexFrom(entries: tables |> toEntries())
lookUp = (index, key, default) => {
  parts = strings.split(v: index, t: "\\x1e" + key + "\\n")
  found = length(arr: parts)
  return if found > 1 then strings.splitN(v: parts[found - 1], t: "\\x1e", i: 2)[0] else default
}`,
};
