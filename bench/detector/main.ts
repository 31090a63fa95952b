/**
 * What a detector costs by itself, without a store: series evaluated a second, memory, and how long one window takes.
 *
 * `deno task bench detector [--detector NAME] [--windows N] [--window MS]`
 */
import { Command } from "commander";
import { fileURLToPath } from "node:url";
import { count, quantile } from "../figures.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import type { Evaluation, EvaluationCost } from "./evaluate.ts";

interface Options {
  readonly detector: string;
  readonly window: number;
  readonly warmUp: number;
  readonly windows: number;
}

const SCRIPT = fileURLToPath(new URL("evaluate.ts", import.meta.url));

if (import.meta.main) {
  const command = new Command("detector")
    .description("series evaluated a second by one core, memory, and how long one window takes")
    .option("--detector <name>", "which one", "auto")
    .option("--window <ms>", "length of a window", wholeNumber, 2000)
    .option("--warm-up <n>", "windows before those that are timed", wholeNumber, 1800)
    .option("--windows <n>", "windows that are timed", wholeNumber, 600);
  await runBench(command, (signal) => figures(command.opts<Options>(), signal));
}

async function* figures({ window: windowMs, ...options }: Options, signal: AbortSignal): AsyncGenerator<string> {
  for (
    const [name, templates, lines] of [
      ["busy messages", 1000, 4],
      ["sparse messages", 1000, 0.1],
      ["many busy messages", 10_000, 4],
      ["many sparse messages", 10_000, 0.1],
    ] as const
  ) {
    const cost = await evaluated({ ...options, windowMs, templates, lines }, signal);
    yield sentence(name, templates, cost);
  }
}

function sentence(name: string, templates: number, { cpuSeconds, windowsMs, heldMb, stateMb }: EvaluationCost): string {
  const ms = (share: number) => quantile(windowsMs, share).toFixed(2);
  return `${count(templates)} ${name}: ${
    count(templates * windowsMs.length / cpuSeconds)
  } windows x series for a second of a core; ` +
    `a window ${ms(0.5)} ms p50, ${ms(0.95)} ms p95, ${ms(1)} ms at most; ` +
    `${heldMb.toFixed(1)} MB held, ${count(1024 * 1024 * heldMb / templates)} bytes a series; state ${
      stateMb.toFixed(1)
    } MB`;
}

async function evaluated(evaluation: Evaluation, signal: AbortSignal): Promise<EvaluationCost> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--v8-flags=--expose-gc", SCRIPT, JSON.stringify(evaluation)],
    signal,
  });
  const { success, stdout, stderr } = await command.output();
  signal.throwIfAborted();
  if (!success) throw new Error(`Cannot evaluate windows: ${new TextDecoder().decode(stderr).trim()}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}
