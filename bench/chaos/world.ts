import { basename, join } from "node:path";
import { freePort } from "../../tools/services/free_port.ts";
import { BadProxy } from "./bad_proxy.ts";
import { ChaosLog } from "./chaos_log.ts";
import { type ChaosDatabase, type ChaosStore, openDatabase } from "./database.ts";
import { Dice } from "./dice.ts";
import { NumberedWriter } from "./numbered_writer.ts";
import { Part } from "./part.ts";
import { type Rival, startRival } from "./rival.ts";
import { ROTATION_MODES, type RotationMode } from "./rotation_modes.ts";
import { rotatorOf } from "./rotator.ts";
import { SmallDisk } from "./small_disk.ts";
import { Telegraf } from "./telegraf.ts";

/** What a run is made of. */
export interface WorldOptions {
  readonly folder: string;
  readonly store: ChaosStore;
  readonly seed: number;
  /** Whether a Telegraf follows the same logs. @default false */
  readonly besideTelegraf?: boolean;
  /** Part of the names of the modes in which logs are rotated. @default {all} */
  readonly modes?: string;
}

/** An agent, its logs and its state. */
export interface ChaosAgent {
  readonly part: Part;
  /** What meets the same fate. */
  readonly telegraf: Telegraf | undefined;
  readonly logs: readonly ChaosLog[];
  readonly stateFolder: string;
  /** What its state is on; undefined where none can be mounted. */
  readonly disk: SmallDisk | undefined;
}

/** Writers of numbered logs, agents, a bad proxy, an api, and its store. */
export interface World extends AsyncDisposable {
  readonly dice: Dice;
  readonly agents: readonly ChaosAgent[];
  readonly logs: readonly ChaosLog[];
  readonly api: Part;
  readonly apiUrl: string;
  readonly proxy: BadProxy;
  /** What becomes of the lines of a Telegraf. */
  readonly rival: Rival | undefined;
  readonly database: ChaosDatabase;
}

const AGENTS = 2;
const STATE_MB = 24;
const TIMES = ["--slot", "200ms"];

/** Starts all of it. */
export async function startWorld({ folder, store, seed, besideTelegraf = false, modes }: WorldOptions): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const dice = new Dice(seed);
  const database = stack.use(await openDatabase(store, join(folder, "store")));
  const port = freePort();
  const args = ["api", "--port", String(port), ...TIMES];
  const api = stack.use(
    new Part({ name: "api", args, folder, env: database.settings, mayEndWith: /can't be reached/ }),
  );
  api.start();
  await api.line(/^api http/);
  const apiUrl = `http://127.0.0.1:${port}`;
  const proxy = stack.use(await BadProxy.start(apiUrl, dice));
  const rival = besideTelegraf ? stack.use(await startRival(new Dice(seed + 1))) : undefined;
  const agents: ChaosAgent[] = [];
  for (let share = 0; share < AGENTS; share++) {
    const own = ROTATION_MODES.map((_, log) => log).filter((log) => log % AGENTS === share);
    const logs = own.map((log) => modeOf(log, modes));
    agents.push(await openAgent({ folder: join(folder, `agent${share}`), proxy, rival, dice, modes: logs, stack }));
  }
  const logs = agents.flatMap((agent) => agent.logs);
  const started = stack.move();
  return {
    dice,
    agents,
    logs,
    api,
    apiUrl,
    proxy,
    rival,
    database,
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

interface AgentParts {
  readonly folder: string;
  readonly proxy: BadProxy;
  readonly rival: Rival | undefined;
  readonly dice: Dice;
  /** Those of its logs. */
  readonly modes: readonly RotationMode[];
  readonly stack: AsyncDisposableStack;
}

/** How a log is rotated, where all are in the modes whose names have `part` in them, in turn. */
function modeOf(log: number, part: string | undefined): RotationMode {
  if (part === undefined) return ROTATION_MODES[log]!;
  const modes = ROTATION_MODES.filter(({ name }) => name.includes(part));
  const mode = modes[Math.floor(log / AGENTS) % modes.length];
  if (mode === undefined) throw new Error(`Cannot find a mode "${part}": expected part of a name of rotation_modes.ts`);
  return { ...mode, name: `${mode.name} ${log}` };
}

async function openAgent({ folder, proxy, rival, dice, modes, stack }: AgentParts): Promise<ChaosAgent> {
  const stateFolder = join(folder, "state");
  const disk = await SmallDisk.mount(stateFolder, STATE_MB);
  if (disk) stack.use(disk);
  const logs = await Promise.all(modes.map((mode) => openLog(mode, folder, dice)));
  const paths = logs.map(({ writer }) => writer.path);
  const args = ["agent", ...paths, "--api", proxy.url, "--state", stateFolder, ...TIMES, "--window", "400ms", "--json"];
  const part = stack.use(new Part({ name: basename(folder), args, folder, mayEndWith: /No space left/ }));
  part.start();
  await part.line(/"kind":"stats"/);
  const options = { folder: join(folder, "telegraf"), logs: paths };
  const telegraf = rival && stack.use(new Telegraf({ ...options, url: rival.proxy.url }));
  telegraf?.start();
  return { part, telegraf, logs, stateFolder, disk };
}

async function openLog(mode: RotationMode, folder: string, dice: Dice): Promise<ChaosLog> {
  const name = mode.name.replaceAll(/\W+/g, "-");
  const logFolder = join(folder, "logs", name);
  Deno.mkdirSync(logFolder, { recursive: true });
  const path = join(logFolder, `${name}.log`);
  const rotator = await rotatorOf(path, mode, join(folder, "rotate", name));
  return new ChaosLog(new NumberedWriter(path, mode, dice), rotator);
}
