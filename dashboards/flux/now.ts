import { ALL, DASHBOARDS } from "../links.ts";
import { KINDS } from "../../core/detection/kinds/kinds.ts";
import { SEVERITIES, type Severity } from "../../core/severity.ts";
import { ABOVE_ALL, OPEN_ANOMALIES } from "./anomalies.ts";
import { BEGINNING_OF } from "./beginning_of.ts";
import { HEALTH, IS_TROUBLE, TROUBLES } from "./health.ts";
import { IN_WORDS } from "./in_words.ts";
import { LINEAGE } from "./lineage.ts";
import { script, type Snippet } from "./script.ts";
import { NO_MESSAGE } from "./series_names.ts";

/** How many things are said at once: more would have no room on a phone, so how many others there are is said beside the last one. */
const MOST = 2;
/** How much is said of the messages that did most to a change of all lines, and of the sources that are not watched, characters. */
const LIST_LENGTH = 80;
/** How much is said of one thing, characters: four lines of a phone. */
const LENGTH = 132;
/** What an anomaly's text says them after, of the detector `sigma` and of `auto`. */
const MESSAGES_AFTER = ["Grown most: ", "Mostly: "];
/** What its text says after that it is about besides, or what came before it, and how what is no message begins there. Of further stops the title tells. */
const BESIDES = "Also: ", FIRST_SIGN = "First sign, ", STOP = "all lines of";
const LACKING = [...new Set(KINDS.filter(({ lacks }) => lacks).map(({ whole }) => whole))];
const WHOLES = [...new Set(KINDS.map(({ whole }) => whole))];

/** How the sentence begins that is about no anomaly, or about one whose lines are back; that of an anomaly that goes on begins with its severity. */
export const BEGINNINGS = {
  trouble: "not watched",
  back: "was ",
  calm: "nothing is wrong",
  idle: "nothing is watched",
} as const;

/** What is counted of the things that are not said, the gravest first: a column of each row, and what several are called. */
const OTHERS: Readonly<Record<string, string>> = {
  critical: "critical",
  trouble: "not watched",
  warning: "warning",
  info: "info",
} satisfies Record<Severity | "trouble", string>;
const COUNTS = JSON.stringify(Object.keys(OTHERS));

/**
 * What an operator has to know now, the gravest first, two rows at most: open anomalies, and the sources of which an agent or the detector
 * is silent or behind; where there is nothing of these, a row that says so. Columns: `sentence`, `since` (for how long, in words; in the last row also how
 * many others there are, of the two gravest sorts: more would take a line of the sentence on a phone), and for a link `source`, `template` and `dashboard`.
 */
export function whatIsOn(): string {
  const told = Object.entries(OTHERS).map(([column, words]) =>
    `told(n: r.${column} - r.own_${column}, words: "${words}")`
  );
  return script(
    `
told = (n, words) => if n > 0 then ", " + string(v: n) + " " + words else ""
union(tables: [open, wellBeing])
  |> group()
  |> map(fn: (r) => ({r with nth: 1, ${Object.keys(OTHERS).map((column) => `own_${column}: r.${column}`).join(", ")}}))
  // Each counts what is as grave as itself, or less.
  |> sort(columns: ["rank", "at"])
  |> cumulativeSum(columns: ${COUNTS})
  |> sort(columns: ["rank", "at"], desc: true)
  |> cumulativeSum(columns: ["nth"])
  |> filter(fn: (r) => r.nth == 1 or r.rank > 0.0)
  |> limit(n: ${MOST})
  |> map(
    fn: (r) => {
      counts = strings.split(v: if r.nth < ${MOST} then "" else ${told.join(" + ")}, t: ", ")
      sorts = length(arr: counts) - 1
      others = if sorts == 0 then "" else strings.replace(v: counts[1], t: " ", u: " more ", i: 1) + (if sorts == 1 then "" else ", " + counts[2])
      return {
        sentence: beginningOf(text: r.sentence, most: ${LENGTH}),
        since: if others == "" then r.since else r.since + " · and " + others,
        source: r.source,
        template: r.template,
        dashboard: r.dashboard,
      }
    },
  )`,
    { uses: [OPEN, WELL_BEING], imports: ["strings"] },
  );
}

/** Defines `open`: a row per open anomaly with the columns of {@linkcode whatIsOn}, those of {@linkcode OTHERS}, its `rank` and when it began (`at`). */
const OPEN: Snippet = {
  imports: ["array", "strings"],
  uses: [OPEN_ANOMALIES, LINEAGE, BEGINNING_OF],
  text: `
has = (text, part) => strings.containsStr(v: text, substr: part)
said = (after, text) => ". " + after + beginningOf(text: text, most: ${LIST_LENGTH})
without = (arr, beginning) => array.filter(arr: arr, fn: (x) => not strings.hasPrefix(v: x, prefix: beginning))
// A message, if there is one.
besides = (text) => {
  listed = strings.split(v: strings.trimPrefix(v: text, prefix: "\\""), t: "); \\"")
  others = ${LACKING.reduce(withoutFlux, "listed")}
  messages = ${WHOLES.reduce(withoutFlux, "others")}
  first = if length(arr: messages) > 0 then messages else others
  return if length(arr: first) > 0 then said(after: "${BESIDES}", text: "\\"" + first[0]) else ""
}
afterwards = (text, word) => strings.splitN(v: text, t: word, i: 2)[1]
messagesOf = (text) =>
  ${
    MESSAGES_AFTER.map((after) =>
      `if has(text: text, part: "${after}") then said(after: "${after}", text: afterwards(text: text, word: "${after}")) else `
    ).join("")
  }if has(text: text, part: "${BESIDES}") and besides(text: afterwards(text: text, word: "${BESIDES}")) != "" then
    besides(text: afterwards(text: text, word: "${BESIDES}"))
  else if has(text: text, part: "${FIRST_SIGN}") and not has(text: text, part: ": \\"${STOP}") then
    said(after: "${FIRST_SIGN}", text: afterwards(text: text, word: "${FIRST_SIGN}"))
  else
    ""
open =
  anomalies
    |> map(
      fn: (r) => {
        source = if exists r.about_source then r.about_source else r.source
        template = if exists r.about_template then r.about_template else r.template
        return {
          rank: gravity(r: r),
          ${SEVERITIES.map((severity) => `${severity}: if r.severity == "${severity}" then 1 else 0`).join(", ")},
          trouble: 0,
          at: int(v: r.since),
          sentence: (if r.isBack then "${BEGINNINGS.back}" else "") + r.severity + ": " + r.title + (if template == "*" then messagesOf(text: r.text) else ""),
          since: r.state,
          source: source,
          template: survivor(source: source, template: template),
          dashboard: if template =~ ${NO_MESSAGE} then "${DASHBOARDS.overview}" else "${DASHBOARDS.template}",
        }
      },
    )`,
};

function withoutFlux(list: string, beginning: string): string {
  return `without(arr: ${list}, beginning: "${beginning}")`;
}

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
            isTrouble = ${IS_TROUBLE}
            lastMs = if not isTrouble then never else if r.state == "agent silent" or r.last_window == 0.0 then r.seen else r.last_window
            return {
              live: if isTrouble then 0 else 1,
              trouble: if isTrouble then 1 else 0,
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
        ${SEVERITIES.map((severity) => `${severity}: 0`).join(", ")},
        trouble: r.trouble,
        at: 0,
        sentence:
          if r.trouble > 0 then
            "${BEGINNINGS.trouble}: " + string(v: r.trouble) + " of " + string(v: r.trouble + r.live) + " sources, "
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
