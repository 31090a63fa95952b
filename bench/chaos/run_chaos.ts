import type { Arrived } from "./counting_sink.ts";
import { isConserved, type Standing, standingsOf } from "./conservation.ts";
import { possibleFaults } from "./faults.ts";
import type { ChaosStore } from "./database.ts";
import { waitingBatches } from "./damage.ts";
import { healthOf, tend } from "./operator.ts";
import { startWorld, type World } from "./world.ts";

/** What a run is. */
export interface ChaosOptions {
  readonly store: ChaosStore;
  readonly seed: number;
  readonly seconds: number;
  /** For all files of the run. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** See `WorldOptions.besideTelegraf`. */
  readonly besideTelegraf?: boolean;
  /** See `WorldOptions.modes`. */
  readonly modes?: string;
  readonly onFault?: (name: string) => void;
  /** Part of the names of the faults that come; what no name has: none comes. @default {all} */
  readonly only?: string;
}

/** What a run came to. */
export interface ChaosOutcome {
  readonly store: ChaosStore;
  readonly seed: number;
  readonly standings: readonly Standing[];
  readonly faults: number;
  readonly kills: number;
  readonly rotations: number;
  /** Requests that the proxy has spoiled. */
  readonly spoiled: number;
  /** What arrived of each log's lines by Telegraf; empty where there is none. */
  readonly byTelegraf: ReadonlyMap<string, Arrived>;
  /** What ended by itself, and what it said. */
  readonly complaints: readonly string[];
  /** What the api says at the end, and what waits in the spool of each agent. */
  readonly atEnd: readonly string[];
  /** Events that the agents have told. */
  readonly told: readonly string[];
}

/** So much goes wrong at the same time. */
const AT_ONCE = 3;
const WRITE_EVERY_MS = 50;
const LONGEST_CALM_MS = 400;
const LONGEST_BETWEEN_ROTATIONS_MS = 1_500;
/** How long the last lines may take once all is well. */
const SETTLED_WITHIN_MS = 60_000;
/** Telegraf does not say when it has sent all. */
const TELEGRAF_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/** Lets everything go wrong for a while, then waits until all is counted, and adds up. */
export async function runChaos(
  { folder, seconds, signal, onFault = () => {}, only, ...options }: ChaosOptions,
): Promise<ChaosOutcome> {
  await using world = await startWorld({ folder, ...options });
  const settledAll = new AbortController();
  await using stack = new AsyncDisposableStack();
  const tended = tend(world, settledAll.signal);
  stack.defer(() => tended);
  stack.defer(() => settledAll.abort());
  const over = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1_000)]);
  const [faults] = await Promise.all([
    Promise.all(Array.from({ length: AT_ONCE }, () => goWrong(world, { over, onFault, only }))),
    rotateNowAndThen(world, over),
    write(world, over),
  ]);
  for (const log of world.logs) await log.end();
  const [standings] = await Promise.all([settled(world, signal), wait(world.rival ? TELEGRAF_MS : 0)]);
  const { proxy: { spoiled }, rival, logs, agents, api, database } = world;
  const parts = [api, ...agents.map(({ part }) => part)];
  return {
    ...options,
    standings,
    faults: faults.reduce((sum, each) => sum + each, 0),
    kills: [...parts, database].reduce((sum, { kills }) => sum + kills, 0),
    rotations: logs.reduce((sum, { rotations }) => sum + rotations, 0),
    spoiled,
    byTelegraf: new Map(rival ? standings.map(({ source }) => [source, rival.sink.arrived(source)]) : []),
    complaints: parts.flatMap(({ complaints }) => complaints),
    atEnd: await stateOf(world),
    told: agents.flatMap(({ part }) => part.told),
  };
}

/** What tells why lines are missing where some are. */
async function stateOf({ apiUrl, agents }: World): Promise<string[]> {
  const spools = agents.map(({ part, stateFolder }) => {
    return `${part.name}: ${waitingBatches(stateFolder).length} batches wait; it said last: ${part.told.at(-1)}`;
  });
  return [`GET / says ${await healthOf(apiUrl)}`, ...spools];
}

async function goWrong(
  world: World,
  { over, onFault, only }: {
    readonly over: AbortSignal;
    readonly onFault: (name: string) => void;
    readonly only: string | undefined;
  },
): Promise<number> {
  const possible = possibleFaults(world, only);
  let faults = 0;
  for (; possible.length > 0 && !over.aborted; faults++) {
    const fault = world.dice.pick(possible);
    onFault(fault.name);
    await fault.happen(world);
    await wait(world.dice.between(0, LONGEST_CALM_MS));
  }
  return faults;
}

async function rotateNowAndThen({ dice, logs }: World, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await wait(dice.between(0, LONGEST_BETWEEN_ROTATIONS_MS));
    await dice.pick(logs).rotate();
  }
}

async function write({ logs }: World, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    for (const { writer } of logs) writer.write();
    await wait(WRITE_EVERY_MS);
  }
}

/** How all logs stand once nothing is missing, or time is up. */
async function settled(world: World, signal: AbortSignal): Promise<Standing[]> {
  const written = new Map(world.logs.map(({ writer }) => [writer.source, writer.written]));
  const endMs = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    await wait(LOOK_EVERY_MS);
    const standings = await standingsOf(written, { storeSettings: world.database.settings, apiUrl: world.apiUrl })
      .catch(() => []);
    const isDone = standings.length > 0 && standings.every(isConserved);
    if (isDone || performance.now() > endMs || signal.aborted) return standings;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
