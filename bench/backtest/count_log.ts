/**
 * Makes windows of the files of one log, oldest first, as a program of its own, and prints what it took as JSON: seconds since its first line of
 * code, and of processor time of all threads, compiler and start of the process included.
 *
 * `deno run -A bench/backtest/count_log.ts WINDOW_MS FILE…`
 */
import process from "node:process";
import { FileWindows } from "../../windows/file_windows.ts";

/** What became of a log, and what that took. */
export interface CountedLog {
  readonly lines: number;
  /** Lines that are in a window, or come before the first whole one. */
  readonly timed: number;
  /** Windows, those without lines too, and counters of all windows. */
  readonly windows: number;
  readonly counters: number;
  readonly templates: number;
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
  const source = new FileWindows({ logs: [{ source: "bench", files }], windowMs });
  const templates = new Set<string>();
  let windows = 0, counters = 0, counted = 0;
  for await (const batch of source.windows(new AbortController().signal)) {
    for (const { counts, total } of batch) {
      windows++;
      counted += total;
      counters += counts.size;
      for (const template of counts.keys()) templates.add(template);
    }
  }
  const { stats } = source.readings.get("bench")!;
  const { user, system } = process.cpuUsage();
  return {
    lines: stats.read,
    timed: counted + stats.early,
    windows,
    counters,
    templates: templates.size,
    seconds: (performance.now() - startMs) / 1000,
    cpuSeconds: (user + system) / 1e6,
    residentMb: Deno.memoryUsage().rss / 2 ** 20,
  };
}
