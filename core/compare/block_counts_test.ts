import assert from "node:assert/strict";
import { BlockCounts } from "./block_counts.ts";

Deno.test("BlockCounts keeps all lines of each key in a bounded number of blocks", () => {
  const blocks = new BlockCounts(4);
  for (let line = 0; line < 100; line++) blocks.add(line % 10 === 0 ? 1 : 0);
  assert.deepEqual(blocks.totals, [32, 32, 32, 4]);
  assert.deepEqual(blocks.of(1), [4, 3, 3, 0]);
  assert.deepEqual(blocks.of(7), [0, 0, 0, 0]);
});

Deno.test("BlockCounts has no block before the first line", () => {
  assert.deepEqual([new BlockCounts().totals, new BlockCounts().of(0)], [[], []]);
});
