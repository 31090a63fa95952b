import { beganMs } from "../core/detection/current_members.ts";
import type { ChalkInstance } from "chalk";
import { counted } from "../core/detection/figures/counted.ts";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { formatRate, formatRates } from "../core/detection/figures/format_rate.ts";
import { formatSpan } from "../core/detection/figures/format_span.ts";
import { isIncident, type JoinedLog } from "../core/detection/incident_summary.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import type { DetectorEvent, GoingOn } from "../detector/detector_event.ts";
import { alertBox, alertRows } from "./alert_box.ts";
import { formatSeconds, formatTime } from "./format_time.ts";
import { incidentBox, incidentLine } from "./incident_box.ts";
import { wrapped } from "./wrapped.ts";

/** How a detector's events are shown. */
export interface DetectorLinesOptions {
  readonly palette: ChalkInstance;
  /** Boxes as wide as these columns; null: plain lines. */
  readonly columns: number | null;
  /** Anomalies and problems alone. */
  readonly quiet: boolean;
  /** Whether each window has a line. @default true */
  readonly windows?: boolean;
}

/** What the terminal shows of an event, one or more lines, or null for nothing. */
export function detectorLines(event: DetectorEvent, options: DetectorLinesOptions): string | null {
  const { palette } = options;
  switch (event.kind) {
    case "anomalyOpened":
      return alert(event, options);
    case "anomalyExtended":
      return event.worsened ? worsened(event.anomaly, options) : null;
    case "problem":
      return palette.red(`detector: ${event.message}`);
    case "recovered":
      return palette.green("detector: the store is reachable again");
  }
  return options.quiet ? null : progressLine(event, options);
}

type Progress = Exclude<DetectorEvent, { kind: "anomalyOpened" | "anomalyExtended" | "problem" | "recovered" }>;

function progressLine(event: Progress, { palette, columns, windows = true }: DetectorLinesOptions): string | null {
  switch (event.kind) {
    case "started":
      return palette.dim(wrapped(startLines(event), columns));
    case "learning":
      return windows
        ? palette.cyan(
          `${event.source}  learning  data points ${event.windows}/${event.of}  ` +
            `traffic ${formatRate(event.actual, event.windowMs)}  templates ${event.templates}`,
        )
        : null;
    case "pastLearned":
      return palette.dim(`${event.source}  learned from ${formatSpan(event.pastMs)} of history, first window to come`);
    case "established":
      return wrapped(establishedLines(event, palette), columns);
    case "window":
      return windows ? windowLine(event, palette) : null;
    case "anomalyClosed":
      return palette.dim(wrapped(closedLine(event.anomaly), columns));
    case "caughtUp":
      return windows ? palette.dim(`${event.source}  caught up with ${event.windows} windows`) : null;
  }
}

function startLines(
  { detector, promise, sources, open, watchedMs, pending }: DetectorEvent & { kind: "started" },
): string {
  const what = [`detector ${detector}`, ...(promise === null ? [] : [promise])].join("  ");
  if (sources === 0) return pending.length === 0 ? what : `${what}\n${learnsLine(pending)}`;
  const still = open.length === 0 ? "" : ` and ${counted(open.length, "open incident")}`;
  const known = `goes on with ${counted(sources, "source")}${still}`;
  const yet = pending.length === 0
    ? ""
    : `, watched for ${formatSpan(watchedMs)} at least; not called yet: ${pending.join("; ")}`;
  return [what, `${known}${yet}`, ...open.map(goingOnLine)].join("\n");
}

/** `open since 14:03:22: No lines from app.log`. */
function goingOnLine({ sinceMs, title }: GoingOn): string {
  return `open since ${formatTime(sinceMs)}: ${title}`;
}

function learnsLine(pending: readonly string[]): string {
  return `learns from each log's own past; calls, once that is long enough: ${pending.join("; ")}`;
}

function establishedLines(event: DetectorEvent & { kind: "established" }, palette: ChalkInstance): string {
  const { source, mean, stddev, windowMs, knownTemplates, pending, pastMs } = event;
  const from = pastMs === undefined ? "" : `  learned from ${formatSpan(pastMs)} of history`;
  const [usual, scatter] = formatRates([mean, stddev], windowMs);
  const learned = palette.bold.green(
    `${source}  BASELINE ESTABLISHED  mean ${usual}  standard deviation ${scatter}  known templates ${knownTemplates}${from}`,
  );
  return pending.length === 0 ? learned : `${learned}\n${palette.dim(`  not called yet: ${pending.join("; ")}`)}`;
}

/** What is seen in a log that joins an incident, and which one that is, where several go on. */
export function joinedLine(
  { endMs, title }: Anomaly,
  { evidence }: JoinedLog,
  { palette, columns, several }: Pick<DetectorLinesOptions, "palette" | "columns"> & { readonly several: boolean },
): string {
  const which = several ? `  part of: ${title}` : "";
  return palette.yellow(wrapped(`${formatTime(endMs)}  also ${evidence}${which}`, columns));
}

function windowLine(event: DetectorEvent & { kind: "window" }, palette: ChalkInstance): string {
  const rate = (lines: number) => formatRate(lines, event.windowMs);
  const state = event.anomalous ? palette.red("ANOMALY") : palette.green("normal");
  return `${palette.dim(formatTime(event.windowStartMs + event.windowMs))}  ${event.source}  ` +
    `traffic ${rate(event.actual)}  threshold ${rate(event.threshold)}  baseline ${rate(event.expected)}  ${state}`;
}

function closedLine(anomaly: Anomaly): string {
  const { kind, source, title, endMs, actual, windowMs, incident } = anomaly;
  const fromMs = beganMs(anomaly), lasted = endMs - fromMs;
  if (incident === undefined) {
    return `${source}  over after ${formatSeconds(lasted)}: ${title}, ${kindOf(kind).extreme} ${
      formatRate(actual, windowMs)
    }`;
  }
  const end = incident.muted ? "MUTED" : incident.adopted ? "THE NEW NORMAL" : "OVER";
  return `${end}  ${title}  ${formatTime(fromMs)} to ${formatTime(endMs)}, ${formatSpan(lasted)}`;
}

/** `14:03:22  No lines from app.log`. */
function headOf({ endMs, title }: Anomaly): string {
  return `${formatTime(endMs)}  ${title}`;
}

/** It matters more than it did: what has made it so is told as if it had opened. */
function worsened(anomaly: Anomaly, { palette, columns }: DetectorLinesOptions): string {
  const now = palette.yellow(`${headOf(anomaly)}  now ${anomaly.severity}`);
  if (!isIncident(anomaly)) return now;
  return `${now}\n${columns === null ? incidentLine(anomaly) : incidentBox(anomaly, { palette, columns })}`;
}

function alert(
  event: DetectorEvent & { kind: "anomalyOpened" },
  { palette, columns }: DetectorLinesOptions,
): string {
  const { anomaly, latencyMs } = event;
  if (isIncident(anomaly)) return columns === null ? incidentLine(anomaly) : incidentBox(anomaly, { palette, columns });
  return columns === null ? plainAlert(event) : alertBox(anomaly, { palette, columns, latencyMs });
}

function plainAlert({ anomaly, latencyMs }: DetectorEvent & { kind: "anomalyOpened" }): string {
  const rows = alertRows(anomaly, latencyMs).map(([name, value]) => `${name} ${value}`);
  return `ANOMALY ${anomaly.title} | ${rows.join(" | ")}`;
}
