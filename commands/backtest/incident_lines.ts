import type { ChalkInstance } from "chalk";
import type { Severity } from "../../core/anomaly_facts.ts";
import { cutText } from "../../core/cut_text.ts";
import { formatSpan } from "../../core/detection/figures/format_span.ts";
import { shownText } from "../../core/shown_text.ts";
import { formatUtc } from "../../terminal/format_time.ts";
import type { FoundIncident } from "./found_incident.ts";
import type { Judged } from "../scoring/judge_incidents.ts";

/** How incidents are printed. */
export interface LinesOptions {
  readonly palette: ChalkInstance;
  /** Lines are cut to these columns; null: not at all. */
  readonly columns: number | null;
}

const INDENT = "  ";
const COLOURS = { info: "blue", warning: "yellow", critical: "red" } as const satisfies Record<Severity, string>;

/** An incident in two lines: when (UTC), how long, how severe and what, with labels also their verdict; then its text. */
export function incidentLines(
  { anomaly, calledMs }: FoundIncident,
  { palette, columns }: LinesOptions,
  judged?: Judged,
): string[] {
  const { startMs, endMs, severity } = anomaly;
  const [title, text] = [shownText(anomaly.title), shownText(anomaly.text)];
  const time = `${formatUtc(startMs)} UTC`;
  const rest = [
    `called ${formatSpan(calledMs - startMs)} later, lasted ${formatSpan(endMs - startMs)}`,
    severity,
    ...judged === undefined ? [] : [verdictText(judged)],
    title,
  ].join(`${INDENT}`);
  const room = columns ?? Infinity;
  const shown = cutText(rest, Math.max(1, room - time.length - INDENT.length));
  return [
    `${palette.bold(time)}${INDENT}${palette[COLOURS[severity]](shown)}`,
    INDENT + cutText(text, Math.max(1, room - INDENT.length)),
  ];
}

function verdictText({ verdict, labels }: Judged): string {
  return verdict === "right" ? `RIGHT (${labels.map(({ name }) => name).join(", ")})` : verdict.toUpperCase();
}
