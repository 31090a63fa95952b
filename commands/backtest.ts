import { Command } from "commander";
import { formatFigure } from "../core/detection/figures/format_rate.ts";
import { fieldNames } from "../settings/field_names.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { formatUtc } from "../terminal/format_time.ts";
import { assertReadable } from "./backtest/assert_readable.ts";
import { logSources } from "./backtest/log_sources.ts";
import { printScores } from "./backtest/print_scores.ts";
import { Progress } from "./backtest/progress.ts";
import { readLabels } from "./scoring/read_labels.ts";
import { reportPage } from "./backtest/report/report_page.ts";
import { type Backtest, runBacktest } from "./backtest/run_backtest.ts";
import { judgeBacktest, showJson, showText } from "./backtest/show_backtest.ts";
import { refuseTimeless } from "./backtest/timeless_logs.ts";
import { writeReport } from "./backtest/write_report.ts";
import { detectionSettings } from "./part_options.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

interface BacktestFlags {
  readonly series?: string;
  readonly labels?: string;
  readonly html?: string;
}

/** `deno task backtest FILE…`: what the detector would have called in old logs. */
export function backtestCommand(): Command {
  const command = new Command("backtest")
    .description("evaluate old logs by the time in their lines: what would have been called, and how often")
    .argument("[files...]", 'log files, plain or .gz, rotated ones too; "-" is standard input')
    .option("--labels <FILE>", "JSON of when something was wrong: says what was found, how soon, and what was false")
    .option("--html <FILE>", "write a report as a web page of one file")
    .option(
      "--series <FILE>",
      'score a CSV of "timestamp,value" instead, one score a row: 1 or more is an alarm; "-" is standard input',
    );
  return withSettings(command, ["detector", "budget", "window", "field", "start", "json", "quiet"]).action(
    (files: string[]) => {
      const flags = command.opts<BacktestFlags>();
      return untilInterrupted((signal) => {
        if (flags.series !== undefined) return printScores(flags.series, signal);
        if (files.length > 0) return backtest(command, files.map(userPath), signal);
        throw new UsageError('Cannot evaluate nothing: expected log files, "-", or --series FILE');
      });
    },
  );
}

async function backtest(command: Command, paths: readonly string[], signal: AbortSignal): Promise<void> {
  const settings = settingsOf(command), { labels, html } = command.opts<BacktestFlags>();
  const given = labels === undefined ? null : readLabels(await readText(labels));
  await assertReadable(paths);
  const began = performance.now();
  const found = await run(command, paths, signal);
  const judged = judgeBacktest(found, { labels: given, seconds: (performance.now() - began) / 1000 });
  if (settings.json) showJson(judged);
  else showText(judged, settings);
  if (html !== undefined) await writeReport(userPath(html), reportPage(found, judged));
  refuseTimeless(found.sources);
}

async function run(command: Command, paths: readonly string[], signal: AbortSignal): Promise<Backtest> {
  using progress = new Progress();
  const settings = settingsOf(command);
  return await runBacktest({
    logs: logSources(paths),
    settings: detectionSettings(settings),
    fields: fieldNames(settings.field),
    start: settings.start || undefined,
    signal,
    onProgress: ({ lines, incidents, atMs }) => {
      const at = Number.isFinite(atMs) ? `, up to ${formatUtc(atMs)} UTC` : "";
      progress.show(() => `${formatFigure(lines)} lines${at}, ${formatFigure(incidents)} incidents`);
    },
  });
}

async function readText(file: string): Promise<string> {
  const path = userPath(file);
  await assertReadable([path]);
  return await Deno.readTextFile(path);
}
