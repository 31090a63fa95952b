import { LOOK_UP } from "./look_up.ts";
import type { Snippet } from "./script.ts";

/** Letters that have room beside a timeline on a phone, and those of a longer name: Grafana gives names two fifths of a panel, and cuts off where a longer one begins. */
const LONGEST = 22, SHORTENED = 20;
/** How much of a longer name's end is kept. */
const END = 10;

/**
 * Defines `shortNames(sources)`, an index of names too long for a phone, each without its middle, of the column `source`; and
 * `rowName(names, source)`, what a source is called by it. Of names that differ in the middle alone each stays whole.
 */
export const ROW_NAMES: Snippet = {
  imports: ["array", "strings"],
  uses: [LOOK_UP],
  text: `
withoutMiddle = (name) => {
  letters = strings.strlen(v: name)
  return
    if letters > ${LONGEST} then
      strings.substring(v: name, start: 0, end: ${
    SHORTENED - END - 1
  }) + "…" + strings.substring(v: name, start: letters - ${END}, end: letters)
    else
      name
}
shortNames = (sources) => {
  shortened = "\\x1e" + strings.joinStr(arr: array.map(arr: sources, fn: (x) => withoutMiddle(name: x)), v: "\\x1e\\x1e") + "\\x1e"
  return
    indexFrom(
      entries:
        array.map(
          arr: array.filter(arr: sources, fn: (x) => strings.strlen(v: x) > ${LONGEST}),
          fn: (x) => {
            short = withoutMiddle(name: x)
            return x + "\\n" + (if strings.countStr(v: shortened, substr: "\\x1e" + short + "\\x1e") > 1 then x else short)
          },
        ),
    )
}
rowName = (names, source) => lookUp(index: names, key: source, default: source)`,
};
