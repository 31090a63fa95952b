import type { AnomalyFacts } from "../../anomaly_facts.ts";
import type { WindowFigures } from "../figures/episode_figures.ts";
import type { AlertRow } from "./kind.ts";

/** Rows of an alert about a template that there was not: its text, and a line of it. */
export function templateRows({ text, sample }: AnomalyFacts): AlertRow[] {
  return [["template", text], ["sample", sample]];
}

/** Figures of a template in the window of its first line, where nothing was expected. */
export function firstWindow(
  lines: number,
  { startMs, windowMs }: { readonly startMs: number; readonly windowMs: number },
): WindowFigures {
  return { startMs, endMs: startMs + windowMs, actual: lines, expected: 0, threshold: 0, score: lines };
}
