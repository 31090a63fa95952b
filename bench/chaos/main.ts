/**
 * Writers of numbered lines, a real logrotate in all its modes, kills of agent, api and database, a bad proxy, full disks and damaged
 * state: written = counted + rejected + lost, exactly.
 *
 * `deno task chaos [--minutes N] [--seed S] [--seeds N] [--store sqlite|influx] [--modes TEXT]`
 */
import { Command, Option } from "commander";
import { join } from "node:path";
import { inTemporaryFolder } from "../parts.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import { besideTable, CHAOS_HEAD, chaosRow, faultsOf, isExact } from "./chaos_table.ts";
import { hasLogrotate } from "./logrotate.ts";
import { runChaos } from "./run_chaos.ts";
import type { ChaosStore } from "./database.ts";

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly seeds: number;
  readonly store: ChaosStore;
  readonly telegraf?: boolean;
  readonly only?: string;
  readonly modes?: string;
  readonly verbose?: boolean;
  readonly folder?: string;
}

const MS_PER_MINUTE = 60_000;

if (import.meta.main) {
  const command = new Command("chaos")
    .description("lets everything go wrong at once, and counts: lines written = counted + rejected + lost")
    .option("--minutes <n>", "how long a run goes on", minutes, 1)
    .option("--seed <n>", "of the first run", wholeNumber, 1)
    .option("--seeds <n>", "runs, each with the next seed", wholeNumber, 1)
    .addOption(new Option("--store <name>", "where counters are kept").choices(["sqlite", "influx"]).default("sqlite"))
    .option("--only <text>", "faults whose names have this in them; with none, logs are rotated and no more")
    .option("--modes <text>", "rotates all ten logs in the modes whose names have this in them: copytruncate")
    .option("--telegraf", "lets a Telegraf follow the same logs, and fail in the same ways")
    .option("--folder <path>", "keeps the logs of each run in a folder there")
    .option("--verbose", "names each fault as it comes");
  await runBench(command, (signal) => chaos({ ...command.opts<Options>(), signal }));
}

async function* chaos(options: Options & { readonly signal: AbortSignal }): AsyncGenerator<string> {
  if (!await hasLogrotate()) {
    throw new Error('Cannot find "logrotate": install it, on Debian by `apt-get install logrotate`');
  }
  yield CHAOS_HEAD;
  let inexact = 0;
  for (let seed = options.seed; seed < options.seed + options.seeds && !options.signal.aborted; seed++) {
    const run = (folder: string) => oneRun(folder, { ...options, seed, onInexact: () => inexact++ });
    const { folder, store } = options;
    yield* folder === undefined ? inTemporaryFolder(run) : run(join(folder, `${store}-${seed}`));
  }
  if (inexact > 0) throw new Error(`Cannot account for each line: ${inexact} of ${options.seeds} runs are not exact`);
}

async function* oneRun(
  folder: string,
  { store, seed, minutes, verbose, telegraf, only, modes, signal, onInexact }: Options & {
    readonly signal: AbortSignal;
    readonly onInexact: () => void;
  },
): AsyncGenerator<string> {
  const onFault = (name: string) => verbose && console.error(`${new Date().toISOString()} ${name}`);
  const outcome = await runChaos({
    store,
    seed,
    seconds: minutes * MS_PER_MINUTE / 1_000,
    folder: join(folder, "run"),
    signal,
    onFault,
    besideTelegraf: telegraf,
    only,
    modes,
  });
  if (!isExact(outcome)) onInexact();
  yield chaosRow(outcome);
  yield* faultsOf(outcome);
  if (telegraf) yield* besideTable(outcome);
}

function minutes(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error("expected minutes above 0");
}
