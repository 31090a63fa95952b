import type { ChalkInstance } from "chalk";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { alertBox, alertRows } from "./alert_box.ts";
import { formatRate } from "../core/detection/format_rate.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { formatSeconds, formatTime } from "./format_time.ts";

/** How a detector's events are shown. */
export interface DetectorLinesOptions {
  readonly palette: ChalkInstance;
  /** Boxes as wide as these columns; null: plain lines. */
  readonly columns: number | null;
  /** Anomalies and problems alone. */
  readonly quiet: boolean;
}

/** What the terminal shows of an event, one or more lines, or null for nothing. */
export function detectorLines(event: DetectorEvent, options: DetectorLinesOptions): string | null {
  const { palette } = options;
  switch (event.kind) {
    case "anomalyOpened":
      return options.columns === null
        ? plainAlert(event)
        : alertBox(event.anomaly, { palette, columns: options.columns, latencyMs: event.latencyMs });
    case "problem":
      return palette.red(`detector: ${event.message}`);
    case "recovered":
      return palette.green("detector: the store is reachable again");
  }
  return options.quiet ? null : progressLine(event, palette);
}

type Progress = Exclude<DetectorEvent, { kind: "anomalyOpened" | "problem" | "recovered" }>;

function progressLine(event: Progress, palette: ChalkInstance): string | null {
  switch (event.kind) {
    case "learning":
      return palette.cyan(
        `${event.source}  learning  data points ${event.windows}/${event.of}  ` +
          `traffic ${formatRate(event.actual, event.windowMs)}  templates ${event.templates}`,
      );
    case "established":
      return palette.bold.green(
        `${event.source}  BASELINE ESTABLISHED  mean ${formatRate(event.mean, event.windowMs)}  ` +
          `standard deviation ${formatRate(event.stddev, event.windowMs)}  known templates ${event.knownTemplates}`,
      );
    case "window": {
      const rate = (lines: number) => formatRate(lines, event.windowMs);
      const state = event.anomalous ? palette.red("ANOMALY") : palette.green("normal");
      return `${palette.dim(formatTime(event.windowStartMs + event.windowMs))}  ${event.source}  ` +
        `traffic ${rate(event.actual)}  threshold ${rate(event.threshold)}  baseline ${rate(event.expected)}  ${state}`;
    }
    case "anomalyExtended":
      return null;
    case "anomalyClosed": {
      const lasted = formatSeconds(event.anomaly.endMs - event.anomaly.startMs);
      return palette.dim(
        `${event.anomaly.source}  over after ${lasted}: ${event.anomaly.title}, ` +
          `${kindOf(event.anomaly.kind).extreme} ${formatRate(event.anomaly.actual, event.anomaly.windowMs)}`,
      );
    }
    case "caughtUp":
      return palette.dim(`${event.source}  caught up with ${event.windows} windows`);
  }
}

function plainAlert({ anomaly, latencyMs }: DetectorEvent & { kind: "anomalyOpened" }): string {
  const rows = alertRows(anomaly, latencyMs).map(([name, value]) => `${name} ${value}`);
  return `ANOMALY ${anomaly.title} | ${rows.join(" | ")}`;
}
