/**
 * Runs our miner and its peers in turns on the same files and prints lines per second, median and spread, and ratios.
 *
 * `deno run -A bench/mining/main.ts [--data LOGHUB] [--lines N] [--rounds N] [--source NAME]`
 *
 * Every miner is a process of its own on one core and reads the file before its clock starts. Rates are lines that it assigned
 * to a template per second of processor time, of all its threads, so that other load on the machine counts little.
 */
import Table from "cli-table3";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildPeers, type Peer } from "../peers/build_peers.ts";
import { sampleSources, writeNoise, writeRepeated } from "./make_logs.ts";

interface Figures {
  readonly lines: number;
  readonly counted: number;
  readonly seconds: number;
  readonly templates: number;
  readonly fastPath?: number;
  readonly knownPath?: number;
  readonly shed?: number;
}

interface Settings {
  /** Folder of Loghub's 2k samples; without it, made-up logs. */
  readonly data?: string;
  readonly lines: number;
  readonly rounds: number;
  /** Source that is measured alone, besides the mix of all. */
  readonly source?: string;
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args.filter((argument) => argument !== "mining"),
    options: {
      data: { type: "string" },
      lines: { type: "string", default: "1000000" },
      rounds: { type: "string", default: "5" },
      source: { type: "string" },
    },
  });
  await benchMining({ ...values, lines: Number(values.lines), rounds: Number(values.rounds) });
}

/** Makes the files, builds the peers, measures in turns and prints a table for each file. */
export async function benchMining({ data, lines, rounds, source }: Settings): Promise<void> {
  const sources = await sampleSources(data);
  const alone = source ?? (sources.has("HDFS") ? "HDFS" : [...sources.keys()][0]);
  const samples = sources.get(alone);
  if (samples === undefined) {
    throw new Error(`Cannot measure source "${alone}": expected one of ${[...sources.keys()].join(", ")}`);
  }
  const miners = [ours(), ...await buildPeers()];
  const folder = await Deno.makeTempDir({ prefix: "logiq-bench-" });
  try {
    const path = `${folder}/bench.log`;
    await writeRepeated(path, [samples], lines);
    const normal = await compare(alone, path, miners, rounds);
    await writeRepeated(path, [...sources.values()], lines);
    await compare(`mix of ${sources.size} sources`, path, miners, rounds);
    await writeNoise(path, lines);
    const noise = await compare("random words, no line like another", path, [ours()], rounds);
    console.log(`random words cost ${(normal / noise).toFixed(2)} times as much as ${alone}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function ours(): Peer {
  const script = fileURLToPath(new URL("mine_file.ts", import.meta.url));
  return { name: "LogIQ", command: [Deno.execPath(), "run", "-A", "--quiet", script], maxLines: Infinity };
}

/** Prints a table and returns our median rate. */
async function compare(title: string, path: string, miners: readonly Peer[], rounds: number): Promise<number> {
  const figures = new Map<string, Figures[]>(miners.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const miner of miners) figures.get(miner.name)!.push(await measure(miner, path));
  }
  const table = new Table({
    head: [title, "lines/s", "spread", "counted", "templates", "ours is"],
    style: { head: [], border: [] },
  });
  const our = median(figures.get(miners[0].name)!.map(rate));
  for (const [name, runs] of figures) {
    const rates = runs.map(rate).sort((a, b) => a - b);
    const last = runs[runs.length - 1];
    table.push([
      name,
      Math.round(median(rates)).toLocaleString("en"),
      `${mega(rates[0])} to ${mega(rates[rates.length - 1])}`,
      `${(100 * last.counted / last.lines).toFixed(2)} %`,
      last.templates,
      `${(our / median(rates)).toFixed(2)} x`,
    ]);
  }
  console.log(table.toString());
  const { lines, fastPath = 0, knownPath = 0, shed = 0 } = figures.get(miners[0].name)![0];
  const share = (count: number) => `${(100 * count / lines).toFixed(2)} %`;
  console.log(
    `our paths: shape known ${share(fastPath)}, template known ${share(knownPath)}, shed ${
      share(shed)
    }, new the rest\n`,
  );
  return our;
}

async function measure({ name, command, maxLines }: Peer, path: string): Promise<Figures> {
  const pinned = await pin([...command, path, ...(Number.isFinite(maxLines) ? [String(maxLines)] : [])]);
  const { success, stdout, stderr } = await new Deno.Command(pinned[0], {
    args: pinned.slice(1),
    env: { GOMAXPROCS: "1" },
  }).output();
  if (!success) throw new Error(`Cannot measure "${name}": ${new TextDecoder().decode(stderr).trim()}`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** The command on one core, where the system can say so. */
async function pin(command: readonly string[]): Promise<readonly string[]> {
  try {
    const { success } = await new Deno.Command("taskset", { args: ["-c", "0", "true"] }).output();
    return success ? ["taskset", "-c", "0", ...command] : command;
  } catch {
    return command;
  }
}

function rate({ counted, seconds }: Figures): number {
  return counted / seconds;
}

function mega(value: number): string {
  return `${(value / 1e6).toFixed(2)} M`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
