import type { ChalkInstance } from "chalk";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { AlertRow } from "../core/detection/kinds/kind.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { formatTime } from "./format_time.ts";
import { boxLayout, namedRow, titledBox } from "./titled_box.ts";

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
  const layout = boxLayout(columns, NAME_WIDTH);
  const rows = alertRows(anomaly, latencyMs).map((row) => namedRow(row, layout, palette));
  return titledBox(rows, { title: anomaly.title, colour: kindOf(anomaly.kind).colours.terminal, palette, layout });
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
