import { join } from "node:path";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { count, quantile } from "../figures.ts";
import { inTemporaryFolder, startParts } from "../parts.ts";
import { EverNewLines } from "./ever_new_lines.ts";
import { type ProcessUsage, processUsage } from "./process_usage.ts";
import { writeSteadily } from "./steady_writer.ts";
import { storedLines } from "./stored_lines.ts";
import { trendOf } from "./trend.ts";

/** Settings of {@linkcode benchLive}. */
export interface LiveOptions {
  readonly sample: Uint8Array;
  readonly linesPerSecond: number;
  readonly seconds: number;
  /** Files that get the lines in turn, a source each. */
  readonly sources: number;
  /** Which detector watches, by name. */
  readonly detector: string;
  /** A log is rotated at this size, MB. */
  readonly rotateMb: number;
  readonly signal: AbortSignal;
}

const SAMPLE_EVERY_MS = 2_000;
/** How long the last lines may take into the store once they are written. */
const LONGEST_END_MS = 60_000;

/**
 * Appends lines at a fixed rate to files that an agent follows, and watches agent, api and detector meanwhile: resident memory,
 * use of the cores, how far the agent lags. In the end every line has to be in the store.
 */
export function benchLive(options: LiveOptions): AsyncGenerator<string> {
  return inTemporaryFolder((folder) => live(folder, options));
}

async function* live(folder: string, options: LiveOptions): AsyncGenerator<string> {
  const { sources, detector } = options;
  const paths = Array.from({ length: sources }, (_, i) => join(folder, i === 0 ? "hdfs.log" : `hdfs${i}.log`));
  for (const path of paths) await Deno.writeTextFile(path, "");
  await using parts = await startParts(folder);
  const programs = {
    agent: parts.startAgent(paths[0], paths.slice(1)),
    api: parts.api,
    detector: parts.startDetector({ detector }),
  };
  await programs.agent.line(/reading/);
  const done = new AbortController();
  const pids = Object.values(programs).map(({ pid }) => pid);
  const watching = watch(pids, parts.storePath, done.signal);
  const startMs = performance.now();
  const writing = writeSteadily({
    ...options,
    paths,
    lines: new EverNewLines(options.sample),
    rotateBytes: options.rotateMb * 2 ** 20,
  });
  const written = await writing.finally(() => done.abort());
  const writtenMs = performance.now() - startMs;
  const { usages, lagsMs } = await watching;
  const stored = await untilStored(parts.storePath, written);
  const lateMs = performance.now() - startMs - writtenMs;
  yield `live: ${count(written)} lines written in ${(writtenMs / 1000).toFixed(1)} s, ` +
    `${count(written * 1000 / writtenMs)} lines/s; ${count(stored)} stored ${(lateMs / 1000).toFixed(1)} s later`;
  if (lagsMs.length > 0) {
    const [median, p95, max] = [0.5, 0.95, 1].map((share) => count(quantile(lagsMs, share)));
    yield `live: the agent lagged by ${median} ms in the median, ${p95} ms in 95 of 100 looks, ${max} ms at most`;
  }
  for (const [index, name] of Object.keys(programs).entries()) {
    yield `live: ${describe(name, usages.map((usage) => usage[index]))}`;
  }
  if (stored !== written) throw new Error(`Cannot vouch for the rate: expected ${written} stored lines, got ${stored}`);
}

/** Looks at the processes and at the agents' lag every two seconds until the signal aborts. */
async function watch(
  pids: readonly number[],
  storePath: string,
  signal: AbortSignal,
): Promise<{ usages: ProcessUsage[][]; lagsMs: number[] }> {
  await using store = openSqliteStore(storePath, { retentionMs: Infinity });
  const usages: ProcessUsage[][] = [], lagsMs: number[] = [];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_EVERY_MS));
    if (signal.aborted) return { usages, lagsMs };
    usages.push(await Promise.all(pids.map(processUsage)));
    for (const { lagMs } of await store.heartbeats()) lagsMs.push(lagMs);
  }
}

/** Lines in the store, once they are all there or time is up. */
async function untilStored(storePath: string, lines: number): Promise<number> {
  const giveUpAt = performance.now() + LONGEST_END_MS;
  for (;;) {
    const stored = await storedLines(storePath);
    if (stored.lines >= lines || performance.now() > giveUpAt) return stored.lines;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function describe(name: string, usages: readonly ProcessUsage[]): string {
  if (usages.length < 2) return `${name.padEnd(8)} too short a run to say more`;
  const resident = usages.map(({ residentMb }) => residentMb);
  const { first, median, max, perMinute, isLevel } = trendOf(resident, SAMPLE_EVERY_MS);
  const late = resident.slice(Math.floor(resident.length / 2));
  const elapsedSeconds = (usages.length - 1) * SAMPLE_EVERY_MS / 1000;
  const cores = (usages[usages.length - 1].cpuSeconds - usages[0].cpuSeconds) / elapsedSeconds;
  return `${name.padEnd(8)} resident ${count(first)} MB at first, ${count(median)} in the median, ${
    count(max)
  } at most, ` +
    `${count(Math.min(...late))} to ${count(Math.max(...late))} MB and ${perMinute < 0 ? "" : "+"}${
      perMinute.toFixed(1)
    } MB a minute in the second half (${isLevel ? "level" : "growing"}); ` +
    `${cores.toFixed(2)} cores`;
}
