/**
 * A detector's check of very many sources: how long it takes from the moment at which a window of all of them is acknowledged to the last
 * outcome, baseline and state in the store. The detector runs as it always does; what agents and the api would write is written before.
 *
 * `deno task bench sources [--sources N] [--templates N] [--windows N] [--store sqlite|influx]`
 */
import { Command, Option } from "commander";
import { join } from "node:path";
import { SETTINGS } from "../../settings/settings_table.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { startInflux } from "../../tools/services/influx_server.ts";
import { count, quantile } from "../figures.ts";
import { inTemporaryFolder } from "../parts.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import { checkWindows } from "./check_windows.ts";
import { Fleet } from "./fleet.ts";

interface Options {
  readonly sources: number;
  readonly templates: number;
  readonly windows: number;
  readonly store: "sqlite" | "influx";
}

const WINDOW_MS = SETTINGS.window.default;

if (import.meta.main) {
  const command = new Command("sources")
    .description("the detector's check of very many sources, window by window")
    .option("--sources <n>", "sources, each with templates of its own", wholeNumber, 1_000)
    .option("--templates <n>", "templates of each, all of which have lines in each second", wholeNumber, 50)
    .option("--windows <n>", "windows after those that are learned", wholeNumber, 20)
    .addOption(new Option("--store <kind>", "influx needs an influxd").choices(["sqlite", "influx"]).default("sqlite"));
  await runBench(command, (signal) => {
    return inTemporaryFolder((folder) => benchSources(folder, { ...command.opts<Options>(), signal }));
  });
}

async function* benchSources(
  folder: string,
  { sources, templates, windows, store: kind, signal }: Options & { readonly signal: AbortSignal },
): AsyncGenerator<string> {
  await using stack = new AsyncDisposableStack();
  const store = stack.use(await openStore(kind, folder, stack));
  const fleet = new Fleet(store, { sources, templates });
  yield `${store.description}: ${count(sources)} sources x ${templates} templates, windows of ${WINDOW_MS} ms`;
  const learned = SETTINGS.learningWindows.default + 1;
  const all = await checkWindows(fleet, { windows: learned + windows, windowMs: WINDOW_MS, signal });
  const checks = all.slice(learned);
  if (checks.length === 0) return;
  yield `check, all of it: ${summary(checks.map(({ checkMs }) => checkMs))} of ${WINDOW_MS} ms`;
  for (const name of new Set(checks.flatMap(({ calls }) => [...calls.keys()]))) {
    const took = checks.flatMap(({ calls }) => calls.get(name) ?? []);
    yield `  ${name}: ${summary(took)}, ${(took.length / checks.length).toFixed(1)} calls a window`;
  }
  yield `writing a window's counters before it: ${summary(checks.map(({ writeMs }) => writeMs))}`;
}

async function openStore(kind: Options["store"], folder: string, stack: AsyncDisposableStack): Promise<Store> {
  if (kind === "sqlite") return openSqliteStore(join(folder, "logiq.db"), { retentionMs: Infinity });
  const server = await startInflux({ folder });
  stack.defer(() => server.stop());
  return await openInfluxStore({ ...server, bucket: "bench", retentionMs: Infinity, timeoutMs: 60_000 });
}

function summary(values: readonly number[]): string {
  const at = (share: number) => count(quantile(values, share));
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}
