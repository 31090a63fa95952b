import type { HiddenIncident } from "../../api/ledger/hidden_incidents.ts";
import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import { ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import { formatChance, formatSpan } from "../../core/detection/figures/format_span.ts";
import { SEVERITIES } from "../../core/severity.ts";
import { shownValue } from "../../core/shown_text.ts";
import { formatDateTime } from "../../terminal/format_time.ts";
import type { LabelScore } from "../scoring/label_score.ts";
import { scoreLine } from "../scoring/score_lines.ts";
import type { RunSummary } from "../run_summary.ts";
import type { Calibration, FindingsBelow } from "./calibration.ts";
import { mutedLines, recurringLines } from "./hidden_lines.ts";
import type { Recall } from "./recall.ts";
import type { LabelThreshold } from "./label_threshold.ts";
import { row } from "./row.ts";

/** All that `eval` says. */
export interface Evaluation extends RunSummary {
  /** Findings against the budget, or null where none was called by one. */
  readonly calibration: Calibration | null;
  /** What the threshold would have been by the labels, or null without any. */
  readonly threshold: LabelThreshold | null;
  /** How many of the real incidents were called, by the ledger; null where nothing was said to be missed. */
  readonly recall: Recall | null;
  /** What mutes have hid, and what recurs so often that it is not told. */
  readonly muted: readonly HiddenIncident[];
  /** How well incidents agree with the labels of a file, or null without one. */
  readonly labels: LabelScore | null;
}

const DAY_MS = 86_400_000;

/** What `eval` prints. @param ledger what mutes are called by. */
export function evalLines(given: Evaluation, ledger: readonly LedgerView[]): string[] {
  const evaluation = shownValue(given);
  const { firstMs, lastMs, latencyMs, anomalies, severities, labels } = evaluation;
  const found = ANOMALY_KINDS.filter((kind) => anomalies[kind] > 0);
  return [
    row("lines ingested", evaluation.lines.toLocaleString("en-US")),
    row("templates", evaluation.templates.toLocaleString("en-US")),
    row("span", firstMs === null || lastMs === null ? "-" : stretch(firstMs, lastMs)),
    ...found.length === 0
      ? [row("anomalies", "none")]
      : found.map((kind) => row(`${kind} anomalies`, String(anomalies[kind]))),
    row("by severity", SEVERITIES.toReversed().map((name) => `${severities[name]} ${name}`).join(", ")),
    row(
      "called after it began",
      latencyMs
        ? `p50 ${formatSpan(latencyMs.p50)}, p99 ${formatSpan(latencyMs.p99)}, max ${formatSpan(latencyMs.max)}`
        : "-",
    ),
    ...evaluation.calibration === null ? [] : budgetLines(evaluation.calibration),
    row("labelled", String(evaluation.labelled)),
    row(
      "precision",
      evaluation.precision === null ? "- (deno task label ID true|false)" : evaluation.precision.toFixed(3),
    ),
    row("recall", recallText(evaluation.recall)),
    ...thresholdLines(evaluation),
    ...labels === null ? [] : [scoreLine(labels)],
    ...mutedLines(evaluation.muted, ledger),
    ...recurringLines(evaluation.muted),
  ];
}

function budgetLines({ wanted, bound, seen, days, findings, thresholds, holds }: Calibration): string[] {
  // A part of a day says little of a day.
  const rate = days < 1 ? `${seen} in ${formatSpan(days * DAY_MS)}` : formatFigure(seen / days);
  const verdict = holds === null ? "too early to tell" : holds ? "holds" : "does not hold: more than chance allows";
  return [
    row(
      "incidents a day",
      `${rate} seen; about ${formatFigure(wanted)} false accepted, at most ${formatFigure(bound)}`,
    ),
    row("findings", findingsText(findings)),
    ...Object.keys(thresholds).length === 0 ? [] : [row("thresholds", thresholdTexts(thresholds).join("; "))],
    row("calibration", verdict),
  ];
}

/** How many were called, and how many chance alone can have given: `4 called (by chance 3 at most), 2 of them 10 times rarer than asked for (0.3), 1 100 times (0.03)`. */
function findingsText(findings: readonly FindingsBelow[]): string {
  return findings.map(({ share, count, most }, at) => {
    const chance = Number(most.toPrecision(1));
    if (share === 1) return `${count} called (by chance ${chance} at most)`;
    const times = `${formatFigure(1 / share)} times`;
    return at === 1 ? `${count} of them ${times} rarer than asked for (${chance})` : `${count} ${times} (${chance})`;
  }).join(", ");
}

/** Kinds with one threshold together, the highest first: `spike, rise: one like it once in 40 days at most`. */
function thresholdTexts(thresholds: Calibration["thresholds"]): string[] {
  const alike = Map.groupBy(Object.entries(thresholds), ([, perDay]) => formatChance(perDay));
  return [...alike].sort(([, [a]], [, [b]]) => b![1] - a![1])
    .map(([chance, kinds]) => `${kinds.map(([kind]) => kind).join(", ")} by chance ${chance} at most`);
}

function thresholdLines({ threshold, calibration }: Pick<Evaluation, "threshold" | "calibration">): string[] {
  if (threshold === null || calibration === null) return [];
  const { share, keepsTrue, ofTrue, keepsFalse, ofFalse } = threshold;
  const what = share === 1 ? "the one there was" : `a budget of ${formatBudget(share * calibration.wanted)}`;
  const kept = `keeps ${keepsTrue} of ${ofTrue} true and ${keepsFalse} of ${ofFalse} false`;
  const rest = keepsFalse > 0 ? '; what is false and no chance is for "deno task mute" or "accept"' : "";
  return [row("threshold by labels", `${what}, which ${kept}${rest}`)];
}

/** As `--budget` takes it. */
function formatBudget(perDay: number): string {
  return `${Number(perDay.toPrecision(2))}/day`;
}

function recallText(recall: Recall | null): string {
  if (recall === null) return "- (deno task label missed FROM..TO)";
  return `${(recall.found / recall.of).toFixed(3)} (${recall.found} of ${recall.of} that were labelled true or missed)`;
}

function stretch(firstMs: number, lastMs: number): string {
  return `${formatDateTime(firstMs)} to ${formatDateTime(lastMs)} (${formatSpan(lastMs - firstMs)})`;
}
