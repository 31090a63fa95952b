import assert from "node:assert/strict";
import { SourcePools } from "./source_pools.ts";

Deno.test("SourcePools are neutral at first, and go on from their state", () => {
  const pools = new SourcePools();
  assert.deepEqual([pools.peaks.mean, pools.gaps.mean], [1, 1]);
  for (let i = 1; i < 40; i++) {
    pools.peaks.add(i % 4);
    pools.gaps.add(i % 3);
    pools.bursts.lines.learn(i);
    pools.bursts.minutes.learn(1 + i % 5);
  }
  const restored = SourcePools.fromState(JSON.parse(JSON.stringify(pools.toState())));
  assert.deepEqual(restored.toState(), pools.toState());
  assert.deepEqual([restored.peaks.mean, restored.gaps.mean], [pools.peaks.mean, pools.gaps.mean]);
  assert.ok(pools.peaks.mean > 1);
});
