import type { ChalkInstance } from "chalk";
import Table from "cli-table3";
import { cutText } from "../core/cut_text.ts";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { formatRate } from "../core/detection/figures/format_rate.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import { formatSeconds } from "../terminal/format_time.ts";
import type { Finding, Run, Verdict } from "./judge_run.ts";

/** Columns of a row beside its two texts: the other cells, and the lines between. */
const FIXED_COLUMNS = 48 + 7;

/** Expected against detected, one row each: kind, when, how late it was saved, its peak, and whether the two agree; then what was called beside. */
export function verdictTable(
  verdict: Verdict,
  run: Run,
  { palette, columns = 120 }: { readonly palette: ChalkInstance; readonly columns?: number },
): string {
  const flexible = Math.max(20, Math.min(48, Math.floor((columns - FIXED_COLUMNS) / 2)));
  const table = new Table({
    head: ["expected", "detected", "began", "saved", "peak", "verdict"].map((text) => palette.bold(text)),
    style: { head: [], border: [] },
    colWidths: [flexible, flexible, 10, 11, 11, 16],
    wordWrap: true,
  });
  for (const finding of verdict.findings) table.push(row(finding, run, palette));
  for (const episode of verdict.besides) table.push(rowBeside(episode, run, palette));
  const besides = verdict.besides.length === 0 ? "nothing else" : "nothing but other views of it";
  const total = verdict.agrees
    ? palette.green(`${run.scenario.name}: as expected, and ${besides} called`)
    : palette.red(`${run.scenario.name}: does not agree with what was expected`);
  return `${table}\n${total}`;
}

function row({ expectation, episode, fault }: Finding, run: Run, palette: ChalkInstance): string[] {
  const expected = !expectation
    ? "nothing"
    : expectation.message
    ? `${kindOf(expectation.kind).label}: ${expectation.message.text}`
    : `${kindOf(expectation.kind).label} from ${expectation.from}${
      expectation.until ? ` to ${expectation.until}, rising` : ""
    }`;
  return [
    cutText(expected, 64),
    ...(episode ? detected(episode, run) : ["nothing", "", "", ""]),
    fault === null ? palette.green("as expected") : palette.red(fault),
  ];
}

function rowBeside(episode: Anomaly, run: Run, palette: ChalkInstance): string[] {
  return ["its kind is not spoken of", ...detected(episode, run), palette.green("beside it")];
}

function detected(episode: Anomaly, run: Run): string[] {
  return [
    cutText(`${episode.kind}: ${kindOf(episode.kind).subject(episode)}`, 64),
    formatSeconds(episode.startMs - run.phases[0]!.startMs),
    `+${Math.round(latencyOf(episode))} ms`,
    formatRate(episode.actual, run.windowMs),
  ];
}

/** From the end of the first anomalous window to the saved anomaly, milliseconds. */
function latencyOf({ savedMs, startMs, windowMs }: Anomaly): number {
  return savedMs - (startMs + windowMs);
}
