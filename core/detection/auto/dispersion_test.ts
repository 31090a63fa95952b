import assert from "node:assert/strict";
import fc from "fast-check";
import { Dispersion } from "./dispersion.ts";
import { poisson, seeded } from "./testing/chance.ts";

function learned(counts: Iterable<number>, expected: number): Dispersion {
  const dispersion = new Dispersion(60);
  for (const count of counts) dispersion.learn(count, expected);
  return dispersion;
}

function* clumps(size: number, { ticks = 5000, mean = 20 } = {}): Generator<number> {
  const random = seeded(3);
  for (let tick = 0; tick < ticks; tick++) yield size * poisson(mean / size, random);
}

for (const size of [1, 5]) {
  Deno.test(`Dispersion of lines in clumps of ${size} is about ${size}, over any time`, () => {
    const dispersion = learned(clumps(size), 20);
    for (const value of [dispersion.tick, dispersion.over(10), dispersion.hour]) {
      assert.ok(value > 0.7 * size && value < 1.6 * size, `${value}`);
    }
  });
}

Deno.test("Dispersion is never below 1, and no less for a longer sum", () => {
  fc.assert(fc.property(fc.array(fc.nat(100), { maxLength: 200 }), (counts) => {
    const dispersion = learned(counts, 30);
    const values = [1, 2, 5, 10, 30, 60, 500].map((ticks) => dispersion.over(ticks));
    assert.ok(values[0] >= 1);
    values.slice(1).forEach((value, i) => assert.ok(value >= values[i] * (1 - 1e-9)));
  }));
});

for (const ticks of [77, 1277]) {
  Deno.test(`Dispersion goes on from its state after ${ticks} minutes`, () => {
    const dispersion = learned(clumps(3, { ticks }), 20);
    const restored = Dispersion.fromState(JSON.parse(JSON.stringify(dispersion.toState())), 60);
    for (const each of [dispersion, restored]) for (let tick = 0; tick < 300; tick++) each.learn(tick % 50, 20);
    assert.deepEqual(restored.toState(), dispersion.toState());
    assert.equal(restored.hour, dispersion.hour);
  });
}

Deno.test("Dispersion of hours is widened by one two hours later, where a day is known", () => {
  const dispersion = learned(clumps(1, { ticks: 1440 }), 20);
  const hours = [0, 1, 2].map(() => {
    for (let tick = 0; tick < 60; tick++) dispersion.learn(30, 20);
    return dispersion.hour;
  });
  assert.ok(hours[1]! < 6 && hours[2]! > 12, hours.join());
});

Deno.test("Dispersion of a series with one burst is no more than its size, however little was expected", () => {
  const dispersion = learned([...Array(1000).fill(0), 11], 1e-4);
  for (const value of [dispersion.tick, dispersion.over(10), dispersion.hour]) assert.ok(value <= 11, `${value}`);
  assert.ok(dispersion.tick > 8, `${dispersion.tick}`);
});

Deno.test("Dispersion goes on from a state of before the lines that came were kept", () => {
  const state = JSON.parse(JSON.stringify(learned(clumps(3, { ticks: 600 }), 20).toState()));
  const dispersion = Dispersion.fromState(state.map((numbers: number[]) => numbers.slice(0, 5)), 60);
  assert.ok(dispersion.tick > 2 && dispersion.tick < 4, `${dispersion.tick}`);
});

Deno.test("Dispersion by rate is small at night where the day is wrong by a tenth; one for all rates is not", () => {
  const random = seeded(5);
  const [byRate, pooled] = [true, false].map((byRate) => new Dispersion(60, { byRate })) as [Dispersion, Dispersion];
  for (let hour = 0; hour < 240; hour++) {
    const rate = hour % 24 < 8 ? 4 : 400, level = rate * (1 + 0.1 * (random() < 0.5 ? 1 : -1));
    for (let tick = 0; tick < 60; tick++) {
      const count = poisson(level, random);
      for (const each of [byRate, pooled]) each.learn(count, rate);
    }
  }
  byRate.settleAt(4);
  pooled.settleAt(4);
  assert.ok(byRate.hour < 20 && pooled.hour > 100, `${byRate.hour} ${pooled.hour}`);
  byRate.settleAt(400);
  assert.ok(byRate.hour > 100, `${byRate.hour}`);
  const restored = Dispersion.fromState(JSON.parse(JSON.stringify(byRate.toState())), 60, { byRate: true });
  assert.equal(restored.hour, byRate.hour);
  assert.deepEqual(restored.toState(), byRate.toState());
  const [tick, ten, hour] = pooled.toState();
  assert.equal(Dispersion.fromState([tick, ten, hour], 60, { byRate: true }).hour, pooled.hour);
});
