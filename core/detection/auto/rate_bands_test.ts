import assert from "node:assert/strict";
import { RateBands } from "./rate_bands.ts";

/** Sums that are wrong by so much of what was expected, high and low in turns. */
function learned(sums: readonly (readonly [rate: number, deviation: number])[], times = 40): RateBands {
  const bands = new RateBands(0.99);
  for (let i = 0; i < times; i++) {
    for (const [rate, deviation] of sums) bands.take(rate, rate + (i % 2 === 0 ? deviation : -deviation), rate);
  }
  return bands;
}

Deno.test("RateBands tells a quiet night from a day that is wrong by a tenth", () => {
  const bands = learned([[4, 2], [1024, 100]]);
  assert.ok(Math.abs(bands.at(4, 50) - 1) < 2, `${bands.at(4, 50)}`);
  assert.ok(Math.abs(bands.at(1024, 50) - 9.8) < 2, `${bands.at(1024, 50)}`);
});

Deno.test("RateBands goes evenly between two bands, and is that of all rates beyond them", () => {
  const bands = learned([[4, 2], [16, 16]]);
  const [night, between, day] = [4, 8, 16].map((rate) => bands.at(rate, 5)) as [number, number, number];
  assert.ok(Math.abs(between - (night + day) / 2) < 1e-9);
  assert.equal(bands.at(4096, 5), 5);
  assert.equal(new RateBands(0.99).at(4, 7), 7);
});

Deno.test("RateBands draws a band with one sum half to that of all rates", () => {
  assert.equal(learned([[4, 4]], 1).at(4, 10), (2 + 10) / 2);
});

Deno.test("RateBands forgets a rate that is no more, and bears none at all", () => {
  const bands = new RateBands(0.5);
  bands.take(0, 0, 0);
  for (let i = 0; i < 20; i++) bands.take(100, 90, 100);
  assert.equal(bands.toState().length, 1);
  for (const rate of [0, 1e-9, 1e9, Number.MAX_VALUE]) assert.ok(Number.isFinite(bands.at(rate, 3)), `${rate}`);
});

Deno.test("RateBands goes on from its state", () => {
  const bands = learned([[4, 2], [300, 100]]);
  const restored = new RateBands(0.99, JSON.parse(JSON.stringify(bands.toState())));
  for (const each of [bands, restored]) each.take(20, 30, 20);
  assert.deepEqual(restored.toState(), bands.toState());
  assert.equal(restored.at(11, 2), bands.at(11, 2));
});
