import wrapAnsi from "wrap-ansi";
import type { ContributorView, IncidentView, MemberView, RelatedView } from "../../api/incidents/incident_view.ts";
import { cutText } from "../../core/cut_text.ts";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import { formatSpan } from "../../core/detection/figures/format_span.ts";
import { shownValue } from "../../core/shown_text.ts";
import { formatDateTime } from "../../terminal/format_time.ts";

/** How incidents are listed. */
export interface IncidentListOptions {
  /** No line is longer; null: what is an incident is one line. */
  readonly columns: number | null;
  /** Lists what takes part, too. */
  readonly details: boolean;
}

/** Width of each column but the last. */
const WIDTHS = { id: 6, since: 11, lasted: 7, severity: 8, source: 12 };
const GAP = "  ";
const INDENT = Object.values(WIDTHS).reduce((sum, width) => sum + width + GAP.length, 0);
/** Where what is said of a series goes on. */
const DETAIL_INDENT = " ".repeat(14);
/** How many lines a title may take. */
const LONGEST = 3;

/** Incidents as a table: since when, for how long, how much they matter, where, and what they are. */
export function incidentList(incidents: readonly IncidentView[], options: IncidentListOptions): string {
  const head = rowOf({ id: "id", since: "since", lasted: "lasted", severity: "severity", source: "source" }, "what");
  return [head, ...shownValue(incidents).flatMap((incident) => linesOf(incident, options))].join("\n");
}

function linesOf(incident: IncidentView, { columns, details }: IncidentListOptions): string[] {
  const [source = "", ...others] = incident.sources;
  const row = rowOf({
    id: incident.id,
    since: formatDateTime(Date.parse(incident.since)).slice(5, 5 + WIDTHS.since),
    lasted: lastedOf(incident),
    severity: incident.severity,
    source: others.length === 0 ? source : `${cutText(source, WIDTHS.source - 3)} +${others.length}`,
  }, "");
  const [first = "", ...rest] = wrapped(titleOf(incident), columns === null ? null : columns - INDENT);
  const lines = [`${row}${first}`, ...rest.map((line) => `${" ".repeat(INDENT)}${line}`)];
  if (!details) return lines;
  const members = incident.members.flatMap((member) => memberLines(member, columns));
  const mostly = incident.mostly.flatMap((message) => contributorLines(incident.time, message, columns));
  return [...lines, ...members, ...mostly, ...incident.related.flatMap((message) => relatedLines(message, columns))];
}

function rowOf(cells: Readonly<Record<keyof typeof WIDTHS, string>>, what: string): string {
  const columns = Object.entries(WIDTHS).map(([name, width]) => {
    const text = cells[name as keyof typeof WIDTHS];
    return (name === "id" ? text.slice(0, width) : cutText(text, width)).padEnd(width);
  });
  return [...columns, what].join(GAP);
}

function lastedOf({ open, adopted, since, time_end }: IncidentView): string {
  if (open) return "goes on";
  return `${formatSpan(Date.parse(time_end) - Date.parse(since))}${adopted ? "*" : ""}`;
}

function titleOf({ title, label, time, since }: IncidentView): string {
  const again = since === time ? "" : `Again (first at ${formatDateTime(Date.parse(time)).slice(11, 16)}): `;
  return `${again}${title}${label === null ? "" : ` [labelled ${label}]`}`;
}

function memberLines({ kind, source, time, text, figures, sample }: MemberView, columns: number | null): string[] {
  return detailLines(time, `${kind}  ${source}  ${figures}`, { text, sample }, columns);
}

function contributorLines(time: string, { source, figures, ...message }: ContributorView, columns: number | null) {
  return detailLines(time, `mostly  ${source}  ${figures}`, message, columns);
}

function relatedLines({ source, time, text, lines, share, sample }: RelatedView, columns: number | null): string[] {
  const often = `${formatFigure(Math.max(share * 100, 0.1))} % of the time`;
  const seen = `${formatFigure(lines)} ${lines === 1 ? "line" : "lines"} in 5 min, as in ${often}`;
  return detailLines(time, `seldom  ${source}  ${seen}`, { text, sample }, columns);
}

function detailLines(
  time: string,
  head: string,
  { text, sample }: { readonly text: string; readonly sample: string },
  columns: number | null,
): string[] {
  const at = formatDateTime(Date.parse(time)).slice(11);
  const shown = wrapped(`${at}  ${head}`, columns === null ? null : columns - DETAIL_INDENT.length);
  const what = [...(text === "" ? [] : [text]), ...(sample === "" ? [] : [`> ${sample}`])];
  return [
    ...shown.map((line, index) => `${index === 0 ? "    " : DETAIL_INDENT}${line}`),
    ...what.map((line) => cut(`${DETAIL_INDENT}${line}`, columns)),
  ];
}

function cut(line: string, columns: number | null): string {
  return columns === null ? line : cutText(line, columns);
}

function wrapped(text: string, width: number | null): string[] {
  if (width === null) return [text];
  const room = Math.max(20, width);
  const lines = wrapAnsi(text, room, { hard: true }).split("\n"), rest = lines.slice(LONGEST - 1);
  return [...lines.slice(0, LONGEST - 1), ...rest.length === 0 ? [] : [cutText(rest.join(" "), room)]];
}
