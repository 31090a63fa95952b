import type { ChalkInstance } from "chalk";
import Table from "cli-table3";
import type { Anomaly } from "../core/anomaly.ts";
import { cutText } from "../terminal/cut_text.ts";
import { formatNumber, formatRate } from "../terminal/format_rate.ts";
import type { Finding, Run, Verdict } from "./judge_run.ts";

/** Expected against detected, one row each: kind, when, how late it was saved, its peak, and whether the two agree. */
export function verdictTable(verdict: Verdict, run: Run, palette: ChalkInstance): string {
  const table = new Table({
    head: ["expected", "detected", "began", "saved", "peak", "verdict"].map((text) => palette.bold(text)),
    style: { head: [], border: [] },
    colWidths: [34, 34, 12, 12, 12, 24],
    wordWrap: true,
  });
  for (const finding of verdict.findings) table.push(row(finding, run, palette));
  const total = verdict.agrees
    ? palette.green(`${run.scenario.name}: all ${run.scenario.expected.length} expectations met, nothing else called`)
    : palette.red(`${run.scenario.name}: does not agree with what was expected`);
  return `${table}\n${total}`;
}

function row({ expectation, episode, fault }: Finding, run: Run, palette: ChalkInstance): string[] {
  const expected = !expectation
    ? "nothing"
    : expectation.kind === "pattern"
    ? `new: ${expectation.message.text}`
    : `frequency from ${expectation.from}${expectation.until ? ` to ${expectation.until}, rising` : ""}`;
  return [
    cutText(expected, 64),
    episode ? cutText(`${episode.kind}: ${episode.title}`, 64) : "nothing",
    episode ? `${formatNumber((episode.startMs - run.phases[0].startMs) / 1000)} s` : "",
    episode ? `+${Math.round(latencyOf(episode))} ms` : "",
    episode ? formatRate(episode.actual, run.windowMs) : "",
    fault === null ? palette.green("as expected") : palette.red(fault),
  ];
}

/** From the end of the first anomalous window to the saved anomaly, milliseconds. */
function latencyOf({ savedMs, startMs, windowMs }: Anomaly): number {
  return savedMs - (startMs + windowMs);
}
