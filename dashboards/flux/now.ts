import { DASHBOARDS } from "../links.ts";
import { ABOVE_ALL, ANOMALIES_UP_TO_NOW } from "./anomalies.ts";
import { BEGINNING_OF } from "./beginning_of.ts";
import { HEALTH, TROUBLES } from "./health.ts";
import { IN_WORDS } from "./in_words.ts";
import { LINEAGE } from "./lineage.ts";
import { script, type Snippet } from "./script.ts";
import { NO_MESSAGE } from "./series_names.ts";

/** How many things are said at once: more would have no room on a phone. */
const MOST = 2;
/** How much is said of the messages that did most to a change of all lines, and of the sources in trouble, characters. */
const LIST_LENGTH = 80;
/** What an anomaly's text says them after, of the detector `sigma` and of `auto`. */
const MESSAGES_AFTER = ["Grown most: ", "Mostly: "];
/** What Grafana takes for all choices of a variable in an address. */
const ALL = "$__all";

/** How the sentence begins that is about no anomaly; that of an anomaly begins with its severity. */
export const BEGINNINGS = { trouble: "in trouble", calm: "nothing is wrong", idle: "nothing is watched" } as const;

/**
 * What an operator has to know now, the gravest first, two rows at most: open anomalies, and the sources of which an agent or the detector
 * is silent or behind; where there is nothing of these, a row that says so. Columns: `sentence`, `since` (for how long, in words), and for a
 * link `source`, `template` and `dashboard`.
 */
export function whatIsOn(): string {
  return script(
    `
union(tables: [open, wellBeing])
  |> group()
  |> sort(columns: ["rank", "at"], desc: true)
  |> map(fn: (r) => ({r with nth: 1}))
  |> cumulativeSum(columns: ["nth"])
  |> filter(fn: (r) => r.nth == 1 or r.rank > 0.0)
  |> limit(n: ${MOST})
  |> drop(columns: ["rank", "at", "nth"])`,
    { uses: [OPEN, WELL_BEING] },
  );
}

/** Defines `open`: a row per open anomaly with the columns of {@linkcode whatIsOn}, its `rank` and when it began (`at`). */
const OPEN: Snippet = {
  imports: ["strings"],
  uses: [ANOMALIES_UP_TO_NOW, LINEAGE, BEGINNING_OF],
  text: `
messagesOf = (text) =>
  ${
    MESSAGES_AFTER.map((after) =>
      `if strings.containsStr(v: text, substr: "${after}") then ". ${after}" + beginningOf(text: strings.splitN(v: text, t: "${after}", i: 2)[1], most: ${LIST_LENGTH}) else `
    ).join("")
  }""
open =
  anomalies
    |> filter(fn: (r) => r.open == "open" and not isDetail(r: r))
    |> map(fn: (r) => ({r with rank: gravity(r: r)}))
    |> sort(columns: ["rank", "_time"], desc: true)
    |> limit(n: ${MOST})
    |> map(
      fn: (r) => {
        source = if exists r.about_source then r.about_source else r.source
        template = if exists r.about_template then r.about_template else r.template
        return {
          rank: r.rank,
          at: int(v: r._time),
          sentence: r.severity + ": " + r.title + (if template == "*" then messagesOf(text: r.text) else ""),
          since: r.state,
          source: source,
          template: survivor(source: source, template: template),
          dashboard: if template =~ ${NO_MESSAGE} then "${DASHBOARDS.overview}" else "${DASHBOARDS.template}",
        }
      },
    )`,
};

/** Names of the sources in each trouble: `in0`, `in1`, … */
const NAMES = {
  none: TROUBLES.map((_, i) => `in${i}: ""`).join(", "),
  ofRow: TROUBLES.map((state, i) => `in${i}: if r.state == "${state}" then ", " + r.source else ""`).join(", "),
  sum: TROUBLES.map((_, i) => `in${i}: accumulator.in${i} + r.in${i}`).join(", "),
  said: TROUBLES.map((state, i) =>
    `(if r.in${i} == "" then "" else "; ${state}: " + strings.trimPrefix(v: r.in${i}, prefix: ", "))`
  ).join(" + "),
};

/** Defines `wellBeing`: one such row of all sources together. Its rank is 0 where all are well. */
const WELL_BEING: Snippet = {
  imports: ["array"],
  uses: [HEALTH, IN_WORDS, BEGINNING_OF],
  text: `
wellBeing =
  union(
    tables: [
      array.from(rows: [{live: 0, trouble: 0, lastMs: never, ${NAMES.none}}]),
      health
        |> map(
          fn: (r) => {
            isLive = r.state == "watching" or r.state == "learning" or r.state == "waiting for lines"
            lastMs = if isLive then never else if r.state == "agent silent" or r.last_window == 0.0 then r.seen else r.last_window
            return {
              live: if isLive then 1 else 0,
              trouble: if isLive then 0 else 1,
              lastMs: lastMs,
              ${NAMES.ofRow},
            }
          },
        ),
    ],
  )
    |> group()
    |> reduce(
      identity: {live: 0, trouble: 0, lastMs: never, ${NAMES.none}},
      fn: (r, accumulator) => ({
        live: r.live + accumulator.live,
        trouble: r.trouble + accumulator.trouble,
        lastMs: if r.lastMs < accumulator.lastMs then r.lastMs else accumulator.lastMs,
        ${NAMES.sum},
      }),
    )
    |> map(
      fn: (r) => ({
        // A critical anomaly that goes on comes before some sources that are not watched, for it is seen; where none is watched, nothing is.
        rank: if r.trouble == 0 then 0.0 else if r.live == 0 then ${ABOVE_ALL} else 5.5,
        at: 0,
        sentence:
          if r.trouble > 0 then
            "${BEGINNINGS.trouble}, " + string(v: r.trouble) + " of " + string(v: r.trouble + r.live) + " sources, "
              + beginningOf(text: strings.trimPrefix(v: ${NAMES.said}, prefix: "; "), most: ${LIST_LENGTH})
          else if r.live > 0 then
            "${BEGINNINGS.calm}: no anomaly is open" + (if r.live == 1 then ", 1 source is" else ", " + string(v: r.live) + " sources are") + " watched"
          else
            "${BEGINNINGS.idle}: no agent was heard in this range or in the last day",
        since: if r.trouble > 0 then "for " + inWords(ms: clockMs - int(v: r.lastMs)) else "now",
        source: "${ALL}",
        template: "*",
        dashboard: "${DASHBOARDS.selfMonitoring}",
      }),
    )`,
};
