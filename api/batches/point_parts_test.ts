import assert from "node:assert/strict";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { pointParts } from "./point_parts.ts";

function points(count: number, { templates = 70, hosts = 1 } = {}): CounterPoint[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ source: "s", host: `h${i % hosts}`, level: "-", template: `t${i % templates}` },
    ...{ mode: "history", slotMs: i, count: 1 } as const,
  }));
}

const CASES: readonly (readonly [string, CounterPoint[], number[]])[] = [
  ["nothing", [], []],
  ["a few points", points(3), [3]],
  ["a log's past", points(45_000), [20_000, 20_000, 5_000]],
  ["points of ever new templates", points(7_000, { templates: 7_000 }), [2_001, 2_001, 2_001, 997]],
  ["points of many hosts", points(5_000, { templates: 99, hosts: 98 }), [2_000, 2_000, 1_000]],
];
for (const [what, given, sizes] of CASES) {
  Deno.test(`pointParts() cuts ${what} into ${JSON.stringify(sizes)}, each point once`, () => {
    const parts = [...pointParts(given)];
    assert.deepEqual(parts.map((part) => part.length), sizes);
    assert.deepEqual(parts.flat(), given);
  });
}
