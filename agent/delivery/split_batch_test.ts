import assert from "node:assert/strict";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { splitBatch } from "./split_batch.ts";

const point = { source: "s", host: "h", level: "info", template: "t", mode: "live", slotMs: 0, count: 1 } as const;
const template = { source: "s", id: "t", text: "x", sample: "", firstSeenMs: 0, initial: false };
const sample = { source: "s", template: "t", line: "x", atMs: 0 };

function batch(points: number, templates: number, samples: number): CounterBatch {
  const of = <T>(length: number, one: T) => Array.from({ length }, () => one);
  const lists = { points: of(points, point), templates: of(templates, template), samples: of(samples, sample) };
  return { agent: "a", number: 7, ...lists };
}

function sizes(given: CounterBatch | undefined): number[] {
  return [given!.points.length, given!.templates.length, given!.samples.length];
}

for (
  const [whole, first, second] of [
    [[5, 3, 2], [0, 3, 0], [5, 0, 2]],
    [[5, 0, 2], [5, 0, 0], [0, 0, 2]],
    [[5, 0, 0], [3, 0, 0], [2, 0, 0]],
    [[0, 2, 0], [0, 1, 0], [0, 1, 0]],
  ] as const
) {
  Deno.test(`splitBatch() makes ${first} and ${second} of ${whole}`, () => {
    const parts = splitBatch(batch(whole[0], whole[1], whole[2]));
    assert.deepEqual(parts?.map(sizes), [[...first], [...second]]);
    assert.deepEqual(parts?.map(({ agent, number }) => [agent, number]), [["a", 7], ["a", 7]]);
  });
}

Deno.test("splitBatch() does not divide one counter, or nothing", () => {
  assert.equal(splitBatch(batch(1, 0, 0)), undefined);
  assert.equal(splitBatch(batch(0, 0, 0)), undefined);
});
