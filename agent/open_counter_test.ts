import assert from "node:assert/strict";
import { join } from "node:path";
import type { LineMiner } from "../counting/line_miner.ts";
import { type CounterParts, openCounter } from "./open_counter.ts";
import { MinerStates } from "./state/miner_states.ts";
import { withFolder } from "./testing/with_folder.ts";
import { WordMiner } from "../counting/testing/word_miner.ts";

const totals = { read: 1, counted: 1, firstLiveMs: null };

function record(id: string, replacedBy?: string) {
  return {
    source: "s",
    id,
    text: id,
    sample: "",
    firstSeenMs: 0,
    initial: false,
    ...(replacedBy ? { replacedBy } : {}),
  };
}

/** Opens a counter whose miner notes what it learns. */
async function open(folder: string, parts: Partial<CounterParts> = {}) {
  const learned: string[] = [];
  const warnings: string[] = [];
  const restored: string[] = [];
  await openCounter({
    source: "s",
    host: "h",
    maxTemplates: 10,
    minerStates: new MinerStates(folder),
    found: [],
    totals,
    registry: () => Promise.resolve([{ id: "known", text: "known", sample: "" }]),
    onWarning: (message) => warnings.push(message),
    openMiner(_maxTemplates, snapshot): LineMiner {
      if (snapshot === "future") throw new Error("snapshot of a future version");
      if (snapshot !== undefined) restored.push(snapshot);
      const miner = new WordMiner();
      miner.learn = ({ id }) => learned.push(id);
      return miner;
    },
    ...parts,
  });
  return { learned, warnings, restored };
}

const batches = [
  { number: 4, templates: [record("old")] },
  { number: 5, templates: [record("new"), record("gone", "new"), { ...record("other"), source: "t" }] },
];

Deno.test("openCounter() restores a snapshot and learns what later batches brought", () =>
  withFolder(async (folder) => {
    await new MinerStates(folder).save({ source: "s", upTo: 4, templates: [record("old")], snapshot: "state" });
    const { learned, restored } = await open(folder, { found: batches });
    assert.deepEqual([restored, learned], [["state"], ["new"]]);
  }));

Deno.test("openCounter() learns from the registry, then the batches, where the snapshot is lost", () =>
  withFolder(async (folder) => {
    const { learned } = await open(folder, { found: batches });
    assert.deepEqual(learned, ["known", "old", "new"]);
  }));

Deno.test("openCounter() asks nobody for a source that is new", () =>
  withFolder(async (folder) => {
    const { learned } = await open(folder, { totals: undefined });
    assert.deepEqual(learned, []);
  }));

for (const damage of ["torn", "future"]) {
  Deno.test(`openCounter() sets a ${damage} snapshot aside and says so`, () =>
    withFolder(async (folder) => {
      await new MinerStates(folder).save({ source: "s", upTo: 4, templates: [], snapshot: "future" });
      const [{ name }] = Deno.readDirSync(folder);
      const path = join(folder, name);
      if (damage === "torn") Deno.truncateSync(path, 20);
      const { learned, warnings } = await open(folder);
      assert.deepEqual(learned, ["known"]);
      assert.match(warnings[0], /^Cannot restore what was mined of "s", kept as ".*\.corrupt": /);
      assert.deepEqual([...Deno.readDirSync(folder)].map((entry) => entry.name), [`${name}.corrupt`]);
    }));
}

Deno.test("openCounter() goes on with an empty miner where the registry can't be asked", () =>
  withFolder(async (folder) => {
    const { learned, warnings } = await open(folder, { registry: () => Promise.resolve(null) });
    assert.deepEqual([learned, warnings], [[], []]);
  }));
