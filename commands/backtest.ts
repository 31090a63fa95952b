import { basename } from "node:path";
import { Command } from "commander";
import { formatFigure } from "../core/detection/format_rate.ts";
import { groupLogFiles } from "../logs/log_files.ts";
import { detectionSettings } from "./part_options.ts";
import { runBacktest } from "./backtest/run_backtest.ts";
import { toJson } from "./backtest/found_incident.ts";
import { printScores } from "./backtest/print_scores.ts";
import { untilInterrupted } from "./until_interrupted.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

const NO_TIMES =
  'Cannot evaluate these logs: expected a time stamp in their lines, such as "2026-03-01T10:11:12Z", "Mar  1 10:11:12", "[01/Mar/2026:10:11:12 +0000]" or epoch seconds';

/** `deno task backtest FILE…`: what the detector would have called in old logs. */
export function backtestCommand(): Command {
  const command = new Command("backtest")
    .description("evaluate old logs by the time in their lines: what would have been called, and how often")
    .argument("[files...]", 'log files, plain or .gz, rotated ones too; "-" is standard input')
    .option(
      "--series <FILE>",
      'score a CSV of "timestamp,value" instead, one score a row: 1 or more is an alarm; "-" is standard input',
    );
  return withSettings(command, ["detector", "budget", "window", "json", "quiet"]).action(async (files: string[]) => {
    const settings = settingsOf(command), { series } = command.opts<{ series?: string }>();
    await untilInterrupted(async (signal) => {
      if (series !== undefined) return await printScores(series, signal);
      if (files.length === 0) {
        throw new UsageError('Cannot evaluate nothing: expected log files, "-", or --series FILE');
      }
      const began = performance.now();
      const logs = groupLogFiles(files.map(userPath)).map(({ path, files }) => ({ source: basename(path), files }));
      const { incidents, stats, fromMs, toMs } = await runBacktest({
        logs,
        settings: detectionSettings(settings),
        signal,
      });
      if (stats.read > 0 && stats.timeless === stats.read) throw new Error(NO_TIMES);
      for (const incident of incidents) {
        console.log(settings.json ? JSON.stringify(toJson(incident)) : incident.anomaly.title);
      }
      const seconds = (performance.now() - began) / 1000, days = ((toMs ?? 0) - (fromMs ?? 0)) / 86_400_000;
      if (!settings.json) {
        console.log(
          `${incidents.length} incidents, ${formatFigure(stats.read)} lines, ${formatFigure(days)} days, ${
            formatFigure(stats.read / seconds)
          } lines/s`,
        );
      }
    });
  });
}
