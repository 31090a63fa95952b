import type { Snippet } from "./script.ts";

/**
 * Defines `toDict(tables)`: a dictionary of texts from rows whose `_value` is a key, a line feed and a value. Flux's joins
 * refuse an empty side and its dictionaries an empty list, so this one has an entry more, under the empty key.
 */
export const TO_DICT: Snippet = {
  imports: ["array", "dict", "strings"],
  text: `
toDict = (tables=<-) => {
  lines =
    union(tables: [array.from(rows: [{_value: "\\n"}]), tables |> group() |> keep(columns: ["_value"])])
      |> findColumn(fn: (key) => true, column: "_value")
  return dict.fromList(
    pairs: array.map(
      arr: lines,
      fn: (x) => {
        parts = strings.splitN(v: x, t: "\\n", i: 2)
        return {key: parts[0], value: parts[1]}
      },
    ),
  )
}`,
};
