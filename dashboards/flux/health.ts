import { BANDED, BEHIND_MS, NEWEST_WINDOWS } from "./newest_windows.ts";
import { BUCKETS, OF_SOURCES } from "./places.ts";
import { script, type Snippet } from "./script.ts";
import { STOPS } from "./stops.ts";

/** An agent that was not heard for so long is called silent, milliseconds; it says something every slot. */
export const SILENT_MS = 15_000;

/** Why a source may not be watched, the worst first. */
export const TROUBLES = ["agent silent", "agent behind", "detector silent"] as const;

/** A source that is watched and has no lines, though some are expected: its stop is called and open. */
const SILENT = "silent";

/** What may be said of a source, the worst first. */
export const HEALTH_STATES = [
  ...TROUBLES,
  SILENT,
  "waiting for lines",
  "learning",
  "watching",
] as const;

/** Flux that says whether nobody watches the source `r`. */
export const IS_TROUBLE = `(${TROUBLES.map((state) => `r.state == "${state}"`).join(" or ")})`;

/**
 * Defines `health`: a row per source that an agent has been heard of in the visible range or in the last day: `state`, one of
 * {@linkcode HEALTH_STATES} but `silent` and `learning`, which are `watching` here, by the clock of now and not by the range; `seen` and `last_window` (ms, 0: none), `behind_ms`, which counts on when nothing is heard, and sums over
 * its agents of what is `read`, `rejected`, `unaccounted` (neither counted nor rejected) and waits: `lag_bytes`, `spool_bytes`.
 * `beats` is the same for each agent.
 */
export const HEALTH: Snippet = {
  imports: ["date", "experimental/json", "math"],
  uses: [BUCKETS, NEWEST_WINDOWS],
  text: `
nowMs = float(v: clockMs)
startMs = float(v: int(v: v.timeRangeStart)) / 1000000.0
never = 9000000000000000.0
beats =
  from(bucket: facts)
    |> range(start: 0, stop: 1970-01-02T00:00:00Z)
    |> filter(fn: (r) => r._measurement == "heartbeats" and ${OF_SOURCES} and r._field == "record")
    |> group()
    |> map(
      fn: (r) => {
        newest = json.parse(data: bytes(v: r._value))
        seen = float(v: newest.seenMs)
        at = if nowMs - seen > ${SILENT_MS}.0 then nowMs else seen
        return {
          source: r.source,
          host: newest.host,
          agent: r.agent,
          seen: seen,
          behind_ms: math.mMax(x: at - float(v: newest.watermarkMs), y: 0.0),
          lag_bytes: newest.lagBytes,
          spool_bytes: newest.spoolBytes,
          read: newest.read,
          rejected: newest.rejected,
          unaccounted: float(v: newest.read) - float(v: newest.counted) - float(v: newest.rejected),
          first_live: if exists newest.firstLiveMs then newest.firstLiveMs else never,
        }
      },
    )
    |> group(columns: ["source", "agent"])
    |> max(column: "seen")
    |> group()
    |> filter(fn: (r) => r.seen >= startMs or r.seen >= nowMs - 86400000.0)
health =
  beats
    |> group(columns: ["source"])
    |> reduce(
      identity: {seen: 0.0, behind_ms: 0.0, lag_bytes: 0.0, spool_bytes: 0.0, read: 0.0, rejected: 0.0, unaccounted: 0.0, first_live: never},
      fn: (r, accumulator) => ({
        seen: math.mMax(x: r.seen, y: accumulator.seen),
        behind_ms: math.mMax(x: r.behind_ms, y: accumulator.behind_ms),
        lag_bytes: r.lag_bytes + accumulator.lag_bytes,
        spool_bytes: r.spool_bytes + accumulator.spool_bytes,
        read: r.read + accumulator.read,
        rejected: r.rejected + accumulator.rejected,
        unaccounted: r.unaccounted + accumulator.unaccounted,
        first_live: math.mMin(x: r.first_live, y: accumulator.first_live),
      }),
    )
    |> group()
    |> map(
      fn: (r) => {
        window = float(v: newestWindow(source: r.source))
        return {r with
          last_window: window,
          state:
            if nowMs - r.seen > ${SILENT_MS}.0 then
              "agent silent"
            else if r.behind_ms > ${BEHIND_MS}.0 then
              "agent behind"
            else if window == 0.0 and nowMs - r.first_live < ${BEHIND_MS}.0 then
              "waiting for lines"
            else if nowMs - window > float(v: patienceMs) then
              "detector silent"
            else
              "watching",
        }
      },
    )`,
};

/** Defines `sources`: the same, with what is `silent` and what is still learned told from what else is watched. */
const SOURCES: Snippet = {
  uses: [BANDED, HEALTH, STOPS],
  text: `
sources =
  health
    |> map(
      fn: (r) => ({r with
        state:
          if r.state != "watching" then
            r.state
          else if isStopped(source: r.source) then
            "${SILENT}"
          else if hasBand(source: r.source) then
            "watching"
          else
            "learning",
      }),
    )`,
};

/**
 * A row per source: `source`, `state`, `heard_ms` and `evaluated_ms`, how long ago its agent was heard and its newest evaluated window began (-1: none
 * yet), `behind_ms`, `read`, `rejected`, the worst state first.
 */
export function sourceHealth(): string {
  const rank = HEALTH_STATES.map((state, i) => `if r.state == "${state}" then ${i} else `).join("");
  return script(
    `
sources
  |> map(
    fn: (r) => ({
      source: r.source,
      state: r.state,
      heard_ms: nowMs - r.seen,
      behind_ms: r.behind_ms,
      evaluated_ms: if r.last_window == 0.0 then -1.0 else nowMs - r.last_window,
      read: r.read,
      rejected: r.rejected,
      rank: ${rank}9,
    }),
  )
  |> sort(columns: ["rank", "source"])
  |> drop(columns: ["rank"])`,
    { uses: [SOURCES] },
  );
}

/** One row: how many sources are `live` (watched, learned or waited for), `silent` (watched, without lines that are expected) and in `trouble` (not watched). */
export function healthFigures(): string {
  return script(
    `
union(
  tables: [
    array.from(rows: [{live: 0, silent: 0, trouble: 0}]),
    health
      |> map(
        fn: (r) => {
          silent = if r.state == "watching" and isStopped(source: r.source) then 1 else 0
          trouble = if ${IS_TROUBLE} then 1 else 0
          return {live: 1 - silent - trouble, silent: silent, trouble: trouble}
        },
      ),
  ],
)
  |> group()
  |> reduce(
    identity: {live: 0, silent: 0, trouble: 0},
    fn: (r, accumulator) => ({
      live: r.live + accumulator.live,
      silent: r.silent + accumulator.silent,
      trouble: r.trouble + accumulator.trouble,
    }),
  )`,
    { uses: [HEALTH, STOPS], imports: ["array"] },
  );
}

/** A row per agent and source: how long ago it was heard (`heard_ms`), what it has read and what waits; see {@linkcode HEALTH}. */
export function agents(): string {
  return script(
    `
beats
  |> map(fn: (r) => ({r with heard_ms: nowMs - r.seen}))
  |> drop(columns: ["first_live", "seen"])
  |> sort(columns: ["source", "agent"])`,
    { uses: [HEALTH] },
  );
}
