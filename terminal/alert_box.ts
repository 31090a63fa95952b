import boxen from "boxen";
import type { ChalkInstance } from "chalk";
import wrapAnsi from "wrap-ansi";
import type { Anomaly } from "../core/anomaly.ts";
import { cutText } from "../core/cut_text.ts";
import { formatFigure, formatRate } from "../core/detection/format_rate.ts";
import { formatTime } from "./format_time.ts";

/** Settings of {@linkcode alertBox}. */
export interface AlertBoxOptions {
  readonly palette: ChalkInstance;
  /** Columns of the terminal. */
  readonly columns: number;
  /** From the end of the first anomalous window to the saved anomaly, milliseconds. */
  readonly latencyMs: number;
}

const NAME_WIDTH = 15;

/** An anomaly as a box: what was seen against what was expected, or the new template with a line of it. */
export function alertBox(anomaly: Anomaly, { palette, columns, latencyMs }: AlertBoxOptions): string {
  const width = Math.min(100, Math.max(40, columns - 2));
  const colour = anomaly.kind === "pattern" ? palette.yellow : palette.red;
  const textWidth = width - NAME_WIDTH - 4;
  const rows = alertRows(anomaly, latencyMs).map(([name, value]) => {
    const text = wrapAnsi(cutText(value, 3 * textWidth), textWidth, { hard: true });
    return `${palette.dim(name.padEnd(NAME_WIDTH))}${text.replaceAll("\n", "\n".padEnd(NAME_WIDTH + 1))}`;
  });
  return boxen(rows.join("\n"), {
    title: colour(` ${cutText(anomaly.title, width - 8)} `),
    borderColor: palette.level ? (anomaly.kind === "pattern" ? "yellow" : "red") : undefined,
    borderStyle: "round",
    padding: { left: 1, right: 1 },
    width,
  });
}

/** What an alert says, name by name; the plain text of `alertBox`. */
export function alertRows(anomaly: Anomaly, latencyMs: number): [string, string][] {
  const when: [string, string] = ["window", `${formatTime(anomaly.startMs)} to ${formatTime(anomaly.endMs)}`];
  const saved: [string, string] = ["saved", `${Math.round(latencyMs)} ms after the window's end`];
  const about: [string, string] = ["source", anomaly.source];
  if (anomaly.kind !== "frequency") {
    return [about, ["template", anomaly.text], ["sample", anomaly.sample], when, saved];
  }
  const rate = (lines: number) => formatRate(lines, anomaly.windowMs);
  return [
    about,
    ...(anomaly.template === "*" ? [] : [["template", anomaly.text] as [string, string]]),
    ["actual", rate(anomaly.actual)],
    ["expected max", rate(anomaly.threshold)],
    ["baseline mean", rate(anomaly.expected)],
    ["deviation", `${formatFigure(anomaly.score)} sigma`],
    ...(anomaly.template === "*" ? [["details", anomaly.text] as [string, string]] : []),
    when,
    saved,
  ];
}
