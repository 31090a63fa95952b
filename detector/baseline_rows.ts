import type { Evaluated, Outcome } from "../core/detection/outcome.ts";
import type { BaselineRow } from "../store/ports/baselines.ts";

/** What is kept of the windows that were evaluated: the source's band always, a template's where it had lines. */
export function baselineRows(source: string, outcomes: readonly Outcome[]): BaselineRow[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== "evaluated") return [];
    const { startMs, traffic, templates } = outcome;
    return [traffic, ...templates].map((evaluated) => baselineRow(source, startMs, evaluated));
  });
}

function baselineRow(source: string, windowStartMs: number, { template, actual, band }: Evaluated): BaselineRow {
  const { level: expected, lower, upper } = band;
  return { source, template, windowStartMs, actual, expected, lower, upper };
}
