import assert from "node:assert/strict";
import { TailRank } from "./tail_rank.ts";

const prior = { unit: 1, exponent: 2, weight: 25 };

Deno.test("TailRank knows its prior alone at first", () => {
  const cases: [number, number][] = [[0, 0], [9, 2], [99, 4], [1e6 - 1, 12]];
  for (const [score, surprise] of cases) {
    assert.ok(Math.abs(new TailRank(prior).step(score) - surprise) < 1e-9, `${score}`);
  }
});

Deno.test("TailRank is the share of past scores where there are many, and goes on beyond them", () => {
  const rank = new TailRank(prior);
  for (let i = 0; i < 9_975; i++) rank.step(i % 100 === 0 ? 8 : 1);
  assert.ok(Math.abs(rank.step(4) - 2) < 0.05);
  const [farther, farthest] = [rank.step(90), rank.step(900)];
  assert.ok(farther > 5 && farthest > farther + 1, `${farther}, ${farthest}`);
});

Deno.test("TailRank forgets", () => {
  const rank = new TailRank(prior);
  for (let i = 0; i < 1_000; i++) rank.step(50);
  const then = rank.step(50);
  for (let i = 0; i < 200_000; i++) rank.step(1);
  assert.ok(then < 0.1 && rank.step(50) > 2.5);
});
