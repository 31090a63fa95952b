/**
 * From the end of a window to the saved anomaly, and how long its write takes, with agent, api and detector as processes on the
 * embedded store and 1,000 templates that are logged all the time.
 *
 * `deno task bench latency [--templates N] [--rate N] [--windows N]`
 */
import { join } from "node:path";
import { Command } from "commander";
import { SETTINGS } from "../../settings/settings_table.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { count, quantile } from "../figures.ts";
import { inTemporaryFolder, startParts } from "../parts.ts";
import { EverNewLines } from "../pipeline/ever_new_lines.ts";
import { writeSteadily } from "../pipeline/steady_writer.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import { differentMessages } from "./messages.ts";
import { provoke } from "./provoke.ts";
import type { TimedWrite } from "./timed_detector.ts";

interface Options {
  readonly templates: number;
  readonly rate: number;
  readonly windows: number;
}

const WINDOW_MS = SETTINGS.window.default;
const TIMED_DETECTOR = new URL("timed_detector.ts", import.meta.url).pathname;
/** Windows before the first anomaly: those that are learned from, those of new templates, and some more. */
const CALM_WINDOWS = 2 * SETTINGS.learningWindows.default + 2;
const LAST_WINDOWS = 4;

if (import.meta.main) {
  const command = new Command("latency")
    .description("from the end of a window to the saved anomaly, with agent, api and detector as processes")
    .option("--templates <n>", "messages that are logged all the time", wholeNumber, 1_000)
    .option("--rate <n>", "lines per second, all messages together", wholeNumber, 5_000)
    .option("--windows <n>", "windows in which there is something to find", wholeNumber, 60);
  await runBench(command, (signal) => {
    return inTemporaryFolder((folder) => benchLatency(folder, { ...command.opts<Options>(), signal }));
  });
}

async function* benchLatency(
  folder: string,
  { templates, rate, windows, signal }: Options & { readonly signal: AbortSignal },
): AsyncGenerator<string> {
  const path = join(folder, "app.log");
  await Deno.writeTextFile(path, "");
  const messages = differentMessages(templates + windows);
  const known = messages.slice(0, templates);
  await using parts = await startParts(folder);
  const detector = parts.startDetector({ script: TIMED_DETECTOR });
  await parts.startAgent(path).line(/reading/);
  const writing = writeSteadily({
    paths: [path],
    lines: new EverNewLines(new TextEncoder().encode(known.join("\n"))),
    linesPerSecond: rate,
    seconds: (CALM_WINDOWS + windows + LAST_WINDOWS) * WINDOW_MS / 1000,
    rotateBytes: Infinity,
    signal,
  });
  const provoking = provoke({
    path,
    windowMs: WINDOW_MS,
    calmWindows: CALM_WINDOWS,
    windows,
    known,
    unknown: messages.slice(templates),
    spikeLines: 5 * Math.ceil(rate / templates * WINDOW_MS / 1000),
    signal,
  });
  const [startsMs] = await Promise.all([provoking, writing]);
  await using store = openSqliteStore(parts.storePath, { retentionMs: Infinity });
  const anomalies = (await store.anomalies()).filter(({ startMs }) => startMs >= startsMs[0]);
  const writes = detector.lines.map((line): TimedWrite => JSON.parse(line));
  const tookMs = writes.map((write) => write.tookMs);
  const latenciesMs = anomalies.map(({ id, startMs, savedMs }) => {
    const first = writes.find(({ ids }) => ids.includes(id));
    return savedMs - (startMs + WINDOW_MS) + (first?.tookMs ?? NaN);
  });
  const found = startsMs.filter((ms) => anomalies.some(({ startMs }) => startMs === ms)).length;
  yield `latency: ${count((await store.templates()).length)} templates, ${count(rate)} lines/s; ` +
    `${found} of ${windows} windows found, ${anomalies.length} anomalies`;
  yield `latency: window's end to saved anomaly: ${summary(latenciesMs)}`;
  yield `latency: the write of anomalies: ${summary(tookMs)}`;
  if (detector.errors.length > 0) yield `latency: the detector said: ${detector.errors.join(" ")}`;
}

function summary(valuesMs: readonly number[]): string {
  if (valuesMs.length === 0) return "nothing to measure";
  const [median, p99, max] = [0.5, 0.99, 1].map((share) => quantile(valuesMs, share).toFixed(1));
  return `median ${median} ms, p99 ${p99} ms, max ${max} ms (${valuesMs.length})`;
}
