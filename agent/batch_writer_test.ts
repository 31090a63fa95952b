import assert from "node:assert/strict";
import { dirname } from "node:path";
import { SourceCounter } from "../counting/source_counter.ts";
import { TemplateCatalogue } from "../counting/template_catalogue.ts";
import { WordMiner } from "../counting/testing/word_miner.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { BatchWriter } from "./batch_writer.ts";
import { MinerStates } from "./state/miner_states.ts";
import { Spool } from "./state/spool.ts";
import { StoredPosition } from "./state/stored_position.ts";
import { withFolder } from "./testing/with_folder.ts";

for (const [random, number] of [[0, 0], [0.5, 500], [0.999, 999]] as const) {
  Deno.test(`BatchWriter begins ${number} numbers on by chance ${random}: clones of one disk rarely meet`, () =>
    withFolder(async (folder) => {
      const stored = await StoredPosition.open(dirname(folder));
      const spool = await Spool.open(folder, { stored, onWarning: assert.fail });
      const options = { agent: "a", counters: [], marks: () => [], onEvent: () => {}, onDurable: () => {} };
      const minerStates = new MinerStates(`${folder}/miners`);
      const writer = new BatchWriter({ ...options, spool, minerStates, clock: new ManualClock(0) }, () => random);
      writer.closeSlot(0, new AbortController().signal, { always: true });
      await writer.idle;
      assert.deepEqual(spool.pending.map((batch) => batch.number), [number]);
    }));
}

Deno.test("BatchWriter has acknowledged files removed though no new template comes", () =>
  withFolder(async (folder) => {
    const stored = await StoredPosition.open(dirname(folder));
    const spool = await Spool.open(folder, { stored, onWarning: assert.fail });
    const [source, host] = ["app", "h"];
    const counter = new SourceCounter({
      source,
      host,
      miner: new WordMiner(),
      catalogue: new TemplateCatalogue(source),
    });
    const options = { agent: "a", counters: [counter], marks: () => [], onEvent: () => {}, onDurable: () => {} };
    const minerStates = new MinerStates(`${folder}/miners`);
    const writer = new BatchWriter({ ...options, spool, minerStates, clock: new ManualClock(0) });
    for (let second = 0; second < 40; second++) {
      counter.openSlot(second * 1000);
      counter.chunk("live", false)({ buffer: new TextEncoder().encode("login"), start: 0, end: 5, lines: 1 });
      writer.closeSlot(second * 1000, new AbortController().signal);
      await writer.idle;
      await spool.acknowledge();
      writer.saveMiners(second * 1000);
      await writer.idle;
      const files = [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".acked")).length;
      assert.ok(files <= 12, `${files} files after ${second} s`);
    }
  }));
