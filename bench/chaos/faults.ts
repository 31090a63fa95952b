import { flipBit, otherStateFiles, waitingBatches } from "./damage.ts";
import { type Mood, MOODS } from "./bad_proxy.ts";
import type { Dice } from "./dice.ts";
import type { SmallDisk } from "./small_disk.ts";
import type { ChaosAgent, World } from "./world.ts";

/** Something that goes wrong, and is over when it resolves. */
export interface Fault {
  readonly name: string;
  /** How often it comes, beside the others. */
  readonly weight: number;
  /** Whether it can come here. @default {it can} */
  readonly isPossible?: (world: World) => boolean;
  readonly happen: (world: World) => Promise<void>;
}

const LONGEST_OFF_MS = 1_500;
const LONGEST_MOOD_MS = 2_000;
const LONGEST_FROZEN_MS = 2_500;

/** All that goes wrong. */
export const FAULTS: readonly Fault[] = [
  { name: "agent killed", weight: 8, happen: (world) => whileOff(anyAgent(world), world) },
  {
    name: "agent killed, its logs rotated before it is started again",
    weight: 5,
    happen: (world) => whileOff(anyAgent(world), world, (agent) => rotateSome(agent, world)),
  },
  {
    name: "agent stopped, its logs rotated before it is started again",
    weight: 2,
    happen: (world) => whileOff(anyAgent(world), world, (agent) => rotateSome(agent, world), "stop"),
  },
  { name: "agent killed, a bit of its state flipped", weight: 1, happen: flipState },
  { name: "agent killed, a bit of a batch flipped", weight: 1, happen: flipWaiting },
  { name: "api killed", weight: 6, happen: killApi },
  {
    name: "database killed",
    weight: 4,
    isPossible: ({ database }) => database.kill !== undefined,
    happen: killDatabase,
  },
  { name: "a batch removed from the spool", weight: 1, happen: removeWaiting },
  { name: "bad proxy", weight: 5, happen: (world) => withMood(world, world.dice.pick(MOODS)) },
  {
    name: "agent's disk full",
    weight: 2,
    isPossible: ({ agents }) => agents.every(({ disk }) => disk),
    happen: (world) => whileFull(anyAgent(world), world),
  },
  {
    name: "agent killed on a full disk",
    weight: 1,
    isPossible: ({ agents }) => agents.every(({ disk }) => disk),
    happen: (world) => whileFull(anyAgent(world), world, killAndStart),
  },
  {
    name: "store's disk full",
    weight: 2,
    isPossible: ({ database }) => database.disk !== undefined,
    happen: ({ database, dice }) => database.turn.take(() => fillFor(database.disk!, dice)),
  },
  { name: "agent suspended", weight: 1, happen: suspendAgent },
  {
    name: "api suspended",
    weight: 1,
    happen: ({ api, dice }) => api.turn.take(() => api.freeze(dice.between(200, LONGEST_FROZEN_MS))),
  },
];

/** Those that can come in a world, as often as they weigh; of some names alone, where `only` is part of them. */
export function possibleFaults(world: World, only = ""): Fault[] {
  const possible = FAULTS.filter(({ name, isPossible = () => true }) => name.includes(only) && isPossible(world));
  return possible.flatMap((fault) => Array<Fault>(fault.weight).fill(fault));
}

function anyAgent({ agents, dice }: World): ChaosAgent {
  return dice.pick(agents);
}

function whileOff(
  agent: ChaosAgent,
  { dice }: World,
  work: (agent: ChaosAgent) => Promise<void> | void = () => {},
  end: "kill" | "stop" = "kill",
): Promise<void> {
  return agent.part.turn.take(async () => {
    await Promise.all([agent.part[end](), agent.telegraf?.[end]()]);
    await wait(dice.between(0, LONGEST_OFF_MS));
    await work(agent);
    await wait(dice.between(0, LONGEST_OFF_MS) / 2);
    startBoth(agent);
  });
}

async function killAndStart(agent: ChaosAgent): Promise<void> {
  await Promise.all([agent.part.kill(), agent.telegraf?.kill()]);
  startBoth(agent);
}

function startBoth({ part, telegraf }: ChaosAgent): void {
  part.start();
  telegraf?.start();
}

async function rotateSome({ logs }: ChaosAgent, { dice }: World): Promise<void> {
  for (let times = 1 + dice.below(5); times > 0; times--) {
    await dice.pick(logs).rotate();
    await wait(dice.between(0, 300));
  }
}

function killApi({ api, rival, dice }: World): Promise<void> {
  return api.turn.take(async () => {
    if (rival) rival.sink.isAway = true;
    await api.kill();
    await wait(dice.between(0, LONGEST_OFF_MS));
    api.start();
    if (rival) rival.sink.isAway = false;
  });
}

function killDatabase({ database, dice }: World): Promise<void> {
  return database.turn.take(async () => {
    await database.kill!();
    await wait(dice.between(0, LONGEST_OFF_MS));
    await database.restart!();
  });
}

function suspendAgent(world: World): Promise<void> {
  const { part, telegraf } = anyAgent(world), ms = world.dice.between(200, LONGEST_FROZEN_MS);
  return part.turn.take(async () => void await Promise.all([part.freeze(ms), telegraf?.freeze(ms)]));
}

function flipState(world: World): Promise<void> {
  return whileOff(anyAgent(world), world, ({ stateFolder }) => {
    const files = otherStateFiles(stateFolder);
    if (files.length > 0) flipBit(world.dice.pick(files), world.dice);
  });
}

function flipWaiting(world: World): Promise<void> {
  const agent = anyAgent(world);
  return withUnsent(agent, world, (unsent) =>
    whileOff(agent, world, () => {
      if (unsent.length > 0) flipBit(world.dice.pick(unsent), world.dice);
    }));
}

function removeWaiting(world: World): Promise<void> {
  return withUnsent(anyAgent(world), world, (unsent) => {
    if (unsent.length > 0) Deno.removeSync(world.dice.pick(unsent));
    return Promise.resolve();
  });
}

/** Does something to batches that nobody has sent: of one that was, the store may have the lines though they count as lost. */
function withUnsent(
  { stateFolder }: ChaosAgent,
  world: World,
  work: (unsent: readonly string[]) => Promise<void>,
): Promise<void> {
  return world.proxy.turn.take(async () => {
    const before = waitingBatches(stateFolder);
    setMood(world, "closed");
    await wait(world.dice.between(300, 1_500));
    await work(waitingBatches(stateFolder, before));
    setMood(world, "well");
  });
}

function withMood(world: World, mood: Mood): Promise<void> {
  return world.proxy.turn.take(async () => {
    setMood(world, mood);
    await wait(world.dice.between(300, LONGEST_MOOD_MS));
    setMood(world, "well");
  });
}

function setMood({ proxy, rival }: World, mood: Mood): void {
  proxy.mood = mood;
  if (rival) rival.proxy.mood = mood;
}

function whileFull(
  agent: ChaosAgent,
  { dice }: World,
  work: (agent: ChaosAgent) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  return agent.part.turn.take(() => fillFor(agent.disk!, dice, () => work(agent)));
}

async function fillFor(disk: SmallDisk, dice: Dice, work = () => Promise.resolve()): Promise<void> {
  disk.fill();
  await wait(dice.between(300, LONGEST_MOOD_MS));
  await work();
  disk.free();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
