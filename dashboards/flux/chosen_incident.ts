import { ANOMALIES } from "./anomalies.ts";
import type { Snippet } from "./script.ts";

/** The value of `incident` that chooses what is gravest whenever it is asked for, as on a screen that nobody touches. */
export const GRAVEST = "-";

/** Defines `incident`: the id of the chosen one; of {@linkcode GRAVEST} that of the gravest open one, else of the newest, or none. */
export const CHOSEN_INCIDENT: Snippet = {
  uses: [ANOMALIES],
  text: `
gravest =
  anomalies
    |> filter(fn: (r) => not isDetail(r: r))
    |> map(fn: (r) => ({_time: r._time, id: r.id, rank: gravity(r: r)}))
    |> sort(columns: ["rank", "_time"], desc: true)
    |> limit(n: 1)
    |> findColumn(fn: (key) => true, column: "id")
picked = \${incident:doublequote}
incident = if picked == "${GRAVEST}" and length(arr: gravest) > 0 then gravest[0] else picked`,
};
