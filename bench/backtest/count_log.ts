/**
 * Backtests the files of one log, oldest first, as a program of its own, and prints what it took as JSON: seconds since its first line of
 * code, and of processor time of all threads, compiler and start of the process included.
 *
 * `deno run -A bench/backtest/count_log.ts WINDOW_MS FILE…`
 */
import process from "node:process";
import { runBacktest } from "../../commands/backtest/run_backtest.ts";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";

/** What became of a log, and what that took. */
export interface CountedLog {
  readonly lines: number;
  /** Lines that were evaluated, or come before the first whole window. */
  readonly timed: number;
  readonly windows: number;
  readonly incidents: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly residentMb: number;
}

if (import.meta.main) {
  const [windowMs, ...paths] = Deno.args;
  console.log(JSON.stringify(await countLog(paths, Number(windowMs))));
}

async function countLog(files: readonly string[], windowMs: number): Promise<CountedLog> {
  const startMs = performance.now();
  const { stats, sources, incidents, fromMs, toMs } = await runBacktest({
    logs: [{ source: "bench", files }],
    settings: { ...DETECTION_DEFAULTS, detector: "auto", windowMs },
    signal: new AbortController().signal,
  });
  const evaluated = sources[0]!.timeline.reduce((sum, { lines }) => sum + lines, 0);
  const { user, system } = process.cpuUsage();
  return {
    lines: stats.read,
    timed: evaluated + stats.early,
    windows: ((toMs ?? 0) - (fromMs ?? 0)) / windowMs,
    incidents: incidents.length,
    seconds: (performance.now() - startMs) / 1000,
    cpuSeconds: (user + system) / 1e6,
    residentMb: Deno.memoryUsage().rss / 2 ** 20,
  };
}
