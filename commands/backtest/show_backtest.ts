import { paletteFor } from "../../terminal/palette.ts";
import { print, printJson } from "../../terminal/print.ts";
import { terminalColumns } from "../../terminal/terminal_columns.ts";
import type { FoundIncident } from "./found_incident.ts";
import { fullText } from "./found_incident.ts";
import { incidentJson } from "./incident_json.ts";
import { incidentLines } from "./incident_lines.ts";
import { type Judged, judgeIncidents } from "../scoring/judge_incidents.ts";
import { type LabelScore, scoreLabels } from "../scoring/label_score.ts";
import type { LabelledInterval } from "../scoring/labelled_interval.ts";
import type { Backtest } from "./run_backtest.ts";
import { scoreLine, scoreTables } from "../scoring/score_lines.ts";
import { summaryLines } from "./summary_lines.ts";

/** A backtest, held against labels where there are any. */
export interface JudgedBacktest {
  readonly backtest: Backtest;
  readonly labels: readonly LabelledInterval[];
  /** What labels say of each incident, and in sum; null without labels. */
  readonly judged: readonly Judged[] | null;
  readonly score: LabelScore | null;
  /** Lines that sum it up. */
  readonly summary: readonly string[];
}

/** Holds a backtest against labels, or against none. */
export function judgeBacktest(
  backtest: Backtest,
  { labels, seconds }: { readonly labels: readonly LabelledInterval[] | null; readonly seconds: number },
): JudgedBacktest {
  const { fromMs, toMs, incidents } = backtest;
  const summary = summaryLines(backtest, { seconds });
  if (labels === null) return { backtest, labels: [], judged: null, score: null, summary };
  const judged = judgeIncidents(incidents.map(inShort), labels);
  const score = scoreLabels(judged, { labels, fromMs: fromMs ?? 0, toMs: toMs ?? 0 });
  return { backtest, labels, judged, score, summary: [...summary, scoreLine(score)] };
}

/** Prints one JSON object an incident and, with labels, one more that sums them up. */
export function showJson({ backtest, judged, score }: JudgedBacktest): void {
  backtest.incidents.forEach((incident, i) => printJson(incidentJson(incident, judged?.[i])));
  if (score !== null) printJson({ score });
}

/** Prints what a person reads; quiet: incidents alone. */
export function showText({ backtest, judged, score, summary }: JudgedBacktest, { quiet }: { quiet: boolean }): void {
  const options = { palette: paletteFor(Deno.stdout), columns: terminalColumns() };
  const incidents = backtest.incidents.flatMap((incident, i) => incidentLines(incident, options, judged?.[i]));
  const rest = quiet ? [] : [...summary, ...score === null ? [] : scoreTables(score)];
  for (const line of [...incidents, ...rest]) print(line);
}

function inShort(found: FoundIncident) {
  const { anomaly: { kind, startMs }, calledMs } = found;
  return { kind, startMs, calledMs, text: fullText(found) };
}
