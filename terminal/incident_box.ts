import type { ChalkInstance } from "chalk";
import { cutText } from "../core/cut_text.ts";
import { beganMs } from "../core/detection/current_members.ts";
import { type Incident, type SummarisedMessage, summariseIncident } from "../core/detection/incident_summary.ts";
import type { AlertRow } from "../core/detection/kinds/kind.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { formatTime } from "./format_time.ts";
import { sampleRows } from "./sample_rows.ts";
import { boxLayout, namedRow, titledBox } from "./titled_box.ts";

/** How many messages are shown. */
const MESSAGES = 4;
const NAME_WIDTH = 12;

/** An incident as a box: what is seen, what came first, and the messages that explain it, with a line of each. */
export function incidentBox(
  anomaly: Incident,
  { palette, columns }: { readonly palette: ChalkInstance; readonly columns: number },
): string {
  const layout = boxLayout(columns, NAME_WIDTH), { textWidth, titleWidth } = layout;
  const { messages } = summariseIncident(anomaly, MESSAGES);
  const isCut = anomaly.title.length > titleWidth;
  const rows = [...isCut ? [["what", anomaly.title] as const] : [], ...incidentRows(anomaly)]
    .map((row) => namedRow(row, layout, palette));
  const explained = messages.flatMap((message, at) => messageRows(message, { at, textWidth, palette }));
  const { title } = anomaly, { terminal: colour } = kindOf(anomaly.kind).colours;
  return titledBox([...rows, ...explained, ...moreRow(anomaly, palette)], { title, colour, palette, layout });
}

/** An incident in one line, for what is no terminal. */
export function incidentLine(anomaly: Incident): string {
  const { messages } = summariseIncident(anomaly, MESSAGES);
  const explained = messages.map(({ text, figures, sample }) =>
    `message ${text}${figures === "" ? "" : ` (${figures})`}: ${sample}`
  );
  const rows = incidentRows(anomaly).map(([name, value]) => `${name} ${value}`);
  return `INCIDENT ${anomaly.title} | ${[...rows, ...explained].join(" | ")}`;
}

function incidentRows(anomaly: Incident): AlertRow[] {
  const { evidence, firstSign, related } = summariseIncident(anomaly, MESSAGES);
  return [
    ["severity", `${anomaly.severity}, since ${formatTime(beganMs(anomaly))}${before(anomaly)}`],
    ["seen", evidence],
    ...(firstSign === null ? [] : [["first sign", firstSign] as const]),
    ...(related.length === 0 ? [] : [["came then", related.join("; ")] as const]),
  ];
}

/** What opens again has been there before. */
function before({ startMs, incident }: Incident): string {
  return incident.againMs === undefined ? "" : `, again (first at ${formatTime(startMs)})`;
}

function messageRows(
  { text, figures, sample }: SummarisedMessage,
  { at, textWidth, palette }: { readonly at: number; readonly textWidth: number; readonly palette: ChalkInstance },
): string[] {
  const name = at === 0 ? "messages" : "";
  return [
    `${palette.dim(name.padEnd(NAME_WIDTH))}${cutText(text, textWidth)}`,
    ...(figures === "" ? [] : [`${"".padEnd(NAME_WIDTH + 2)}${palette.dim(cutText(figures, textWidth - 2))}`]),
    ...sampleRows(sample, textWidth - 2).map((line) => `${"".padEnd(NAME_WIDTH + 2)}${palette.cyan(line)}`),
  ];
}

function moreRow(anomaly: Incident, palette: ChalkInstance): string[] {
  const { more } = summariseIncident(anomaly, MESSAGES);
  return more === 0 ? [] : [palette.dim(`${"".padEnd(NAME_WIDTH)}and ${more} more: deno task anomalies --details`)];
}
