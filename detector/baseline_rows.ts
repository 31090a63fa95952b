import type { Outcome, Watched } from "../core/detection/outcome.ts";
import type { BaselineRow } from "../store/store.ts";

/** What is kept of the windows that were judged: the source's band always, a template's where it had lines. */
export function baselineRows(source: string, outcomes: readonly Outcome[]): BaselineRow[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== "watched") return [];
    const { startMs, traffic, templates } = outcome;
    return [traffic, ...templates].map((watched) => baselineRow(source, startMs, watched));
  });
}

function baselineRow(source: string, windowStartMs: number, { template, actual, band }: Watched): BaselineRow {
  const { level: expected, lower, upper } = band;
  return { source, template, windowStartMs, actual, expected, lower, upper };
}
