import { LOOK_UP } from "./look_up.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** How much room a name of a source has, letters. */
interface Room {
  /** Names of this many are shown as they are. */
  readonly longest: number;
  /** Longer ones are shortened to this many. */
  readonly shortened: number;
}

/** How much of a longer name's end is kept. */
const END = 10;

/** Beside a timeline on a phone: Grafana gives names two fifths of a panel, and cuts off where a longer one begins. */
export const BESIDE_ROWS = namesWithin({ longest: 22, shortened: 20 });

/** In a table's column of sources, of which Grafana cuts off the end. */
export const IN_COLUMN = namesWithin({ longest: 30, shortened: 27 });

/**
 * Defines `shownName(source)`: the source's name, or, where it has no room, that without its middle. Of names that differ in the middle alone each stays
 * whole.
 */
function namesWithin({ longest, shortened }: Room): Snippet {
  return {
    imports: ["array", "strings"],
    uses: [BUCKETS, LOOK_UP],
    text: `
withoutMiddle = (name) => {
  letters = strings.strlen(v: name)
  beginning = strings.substring(v: name, start: 0, end: ${shortened - END - 1})
  return if letters > ${longest} then beginning + "…" + strings.substring(v: name, start: letters - ${END}, end: letters) else name
}
// Whoever was ever heard, however long ago.
heard = () =>
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "record")
    |> group()
heardNames = heard() |> distinct(column: "source") |> toEntries()
shortNames = strings.joinStr(arr: array.map(arr: heardNames, fn: (x) => "\\x1e" + withoutMiddle(name: x) + "\\x1e"), v: "")
shownNames =
  indexFrom(
    entries:
      array.map(
        arr: array.filter(arr: heardNames, fn: (x) => strings.strlen(v: x) > ${longest}),
        fn: (x) => {
          short = withoutMiddle(name: x)
          return x + "\\n" + (if strings.countStr(v: shortNames, substr: "\\x1e" + short + "\\x1e") > 1 then x else short)
        },
      ),
  )
shownName = (source) =>
  if strings.strlen(v: source) > ${longest} then lookUp(index: shownNames, key: source, default: source) else source`,
  };
}
