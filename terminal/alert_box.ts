import boxen from "boxen";
import type { ChalkInstance } from "chalk";
import wrapAnsi from "wrap-ansi";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { cutText } from "../core/cut_text.ts";
import type { AlertRow } from "../core/detection/kinds/kind.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
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

/** An anomaly as a box, in the words and the colour of its kind. */
export function alertBox(anomaly: Anomaly, { palette, columns, latencyMs }: AlertBoxOptions): string {
  const width = Math.min(100, Math.max(40, columns - 2));
  const { terminal: colour } = kindOf(anomaly.kind).colours;
  const textWidth = width - NAME_WIDTH - 4;
  const rows = alertRows(anomaly, latencyMs).map(([name, value]) => {
    const text = wrapAnsi(cutText(value, 3 * textWidth), textWidth, { hard: true });
    return `${palette.dim(name.padEnd(NAME_WIDTH))}${text.replaceAll("\n", "\n".padEnd(NAME_WIDTH + 1))}`;
  });
  return boxen(rows.join("\n"), {
    // In its border's colour: boxen cuts a long one as if colours took room, in the midst of their codes.
    title: ` ${cutText(anomaly.title, width - 8)} `,
    borderColor: palette.level ? colour : undefined,
    borderStyle: "round",
    padding: { left: 1, right: 1 },
    width,
  });
}

/** What an alert says, name by name; the plain text of `alertBox`. */
export function alertRows(anomaly: Anomaly, latencyMs: number): AlertRow[] {
  return [
    ["source", anomaly.source],
    ...kindOf(anomaly.kind).alertRows(anomaly),
    ["window", `${formatTime(anomaly.startMs)} to ${formatTime(anomaly.endMs)}`],
    ["saved", `${Math.round(latencyMs)} ms after the window's end`],
  ];
}
