/**
 * Backtests of log files: reading, mining, windows by the time in each line, and detection.
 *
 * `deno task bench backtest [--lines N] [--days N] [--window MS] [--data DIR_OR_FILE]`
 */
import { Command } from "commander";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { userPath } from "../../settings/user_path.ts";
import { count, quantile } from "../figures.ts";
import { inTemporaryFolder } from "../parts.ts";
import { sampleOf } from "../pipeline/sample_of.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import type { CountedLog } from "./count_log.ts";
import { writeDaysLog } from "./days_log.ts";
import { writeHdfsLog } from "./hdfs_log.ts";

interface Options {
  readonly lines: number;
  readonly perSecond: number;
  readonly days: number;
  readonly window: number;
  readonly rounds: number;
  readonly data?: string;
}

const SCRIPT = fileURLToPath(new URL("count_log.ts", import.meta.url));

if (import.meta.main) {
  const command = new Command("backtest")
    .description("lines per second from log files to incidents, by the time in the line")
    .option("--lines <n>", "lines of the busy log", wholeNumber, 5_000_000)
    .option("--per-second <n>", "lines of the busy log in a second of its own time", wholeNumber, 2_000)
    .option("--days <n>", "length of the long log, about 250,000 lines a day", wholeNumber, 7)
    .option("--window <ms>", "length of a window", wholeNumber, 2_000)
    .option("--rounds <n>", "how many times each", wholeNumber, 3)
    .option("--data <path>", "lines like HDFS' for the busy log; without it, they are made up");
  await runBench(command, (signal) => inTemporaryFolder((folder) => figures(folder, command.opts<Options>(), signal)));
}

async function* figures(folder: string, options: Options, signal: AbortSignal): AsyncGenerator<string> {
  const { lines, perSecond: linesPerSecond, days, window: windowMs, rounds, data } = options;
  const busy = join(folder, "busy.log"), long = join(folder, "long.log");
  writeHdfsLog(busy, { sample: await sampleOf(data && userPath(data)), lines, linesPerSecond });
  yield await timed("busy log", { path: busy, lines, windowMs, rounds, signal });
  await Deno.remove(busy);
  const longLines = writeDaysLog(long, days);
  yield await timed(`${days} days`, { path: long, lines: longLines, windowMs, rounds, signal });
  yield await timed(`${days} days, gzip`, { path: `${long}.gz`, lines: longLines, windowMs, rounds, signal });
}

interface Log {
  readonly path: string;
  readonly lines: number;
  readonly windowMs: number;
  readonly rounds: number;
  readonly signal: AbortSignal;
}

/** Medians over some runs, each a process of its own. */
async function timed(name: string, { rounds, ...log }: Log): Promise<string> {
  const runs: (CountedLog & { wallSeconds: number })[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await run(log));
  const median = (of: (figures: typeof runs[0]) => number) => quantile(runs.map(of), 0.5);
  const { lines, windows, incidents } = runs[0]!;
  return `${name}: ${count(lines)} lines in ${
    median((run) => run.wallSeconds).toFixed(2)
  } s with the start of the process, ` +
    `${count(median((run) => lines / run.seconds))} lines/s, ${
      count(median((run) => lines / run.cpuSeconds))
    } for a second of a core; ` +
    `${count(windows)} windows, ${count(incidents)} incidents, ` +
    `${count(median((run) => run.residentMb))} MB`;
}

/** @throws {Error} when a line is lost. */
async function run(
  { path, lines, windowMs, signal }: Omit<Log, "rounds">,
): Promise<CountedLog & { wallSeconds: number }> {
  const startMs = performance.now();
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", SCRIPT, `${windowMs}`, path],
    signal,
  });
  const { success, stdout, stderr } = await command.output();
  signal.throwIfAborted();
  if (!success) throw new Error(`Cannot count "${path}": ${new TextDecoder().decode(stderr).trim()}`);
  const counted: CountedLog = JSON.parse(new TextDecoder().decode(stdout));
  if (counted.lines !== lines || counted.timed !== lines) {
    throw new Error(`Cannot time "${path}": expected ${lines} lines in windows, got ${counted.timed}`);
  }
  return { ...counted, wallSeconds: (performance.now() - startMs) / 1000 };
}
