import assert from "node:assert/strict";
import { Miner } from "../miner.ts";
import { mineLine } from "../testing/mine_line.ts";

const HEAD = '10.0.0.1 - - [26/Nov/2026:00:00:00 +0000] "GET /a HTTP/1.1"';

Deno.test("Miner finds a state of SQL where a line of the same shape, which statuses tell apart, had a tab before it", () => {
  const miner = new Miner();
  const [tab, , space] = ["\t", "\t", " "].map((blank) => mineLine(miner, `${HEAD} 200 12 SQLSTATE${blank}40001`));
  assert.notEqual(tab, space);
  assert.match(miner.template(space).text, /SQLSTATE 40001$/);
});

Deno.test("A restored Miner tells lines of known shapes apart by their statuses, and knows them", () => {
  const lines = [200, 404, 503].map((status) => `${HEAD} ${status} 12`);
  const before = new Miner();
  const handles = lines.map((line) => mineLine(before, line));
  const restored = Miner.restore(before.snapshot());
  for (let turn = 0; turn < 2; turn++) {
    for (const miner of [before, restored]) assert.deepEqual(lines.map((line) => mineLine(miner, line)), handles);
  }
  assert.equal(restored.stats.fastPath, 2 * lines.length);
  assert.equal(restored.snapshot(), before.snapshot());
});
