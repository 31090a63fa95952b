import { KIND_LOOKS } from "../kinds.ts";
import { LINEAGE } from "./lineage.ts";
import { ONE_OF } from "./one_of.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import type { Snippet } from "./script.ts";

/** Length of the slots in which lines are counted, milliseconds. */
const SLOT_MS = 1_000;

/** Flux that says whether the kind of `r` is called at one moment. */
export const IS_MOMENT =
  KIND_LOOKS.filter(({ lasts }) => !lasts).map(({ kind }) => `r.kind == "${kind}"`).join(" or ") || "false";

/**
 * Defines `lastSlot(source, template)`: the end of the newest slot, up to the end of the visible range, in which there was a line of a template of which
 * something called at one moment tells, epoch ms; 0: none is counted any more. Lines under the ids that it replaced are its own.
 */
export const LAST_LINES: Snippet = {
  imports: ["array", "date"],
  uses: [BUCKETS, LINEAGE, ONE_OF],
  text: `
calledIds =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" and ${OF_SOURCES} and r._field == "time_end")
    |> filter(fn: (r) => ${IS_MOMENT})
    |> group()
    |> map(fn: (r) => ({template: survivor(source: r.source, template: r.template)}))
    |> idsOf()
isCalled = oneOf(ids: calledIds)
isLogged = oneOf(ids: array.concat(arr: calledIds, v: replaced |> filter(fn: (r) => r._value =~ isCalled) |> idsOf()))
lastSlots =
  from(bucket: data)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and r.template =~ isLogged and r._field == "count")
    |> last()
    |> group()
    |> sort(columns: ["_time"])
    |> map(
      fn: (r) => {
        endMs = int(v: r._time) / 1000000 + ${SLOT_MS}
        return {_value: survivor(source: r.source, template: r.template) + " " + r.source + "\\n" + string(v: endMs)}
      },
    )
    |> toIndex()
lastSlot = (source, template) => int(v: lookUp(index: lastSlots, key: template + " " + source, default: "0"))`,
};
