import assert from "node:assert/strict";
import fc from "fast-check";
import { ChangeBank, RATIOS } from "./change_bank.ts";
import { poisson, seeded } from "./testing/chance.ts";

const POISSON = { over: () => 1, hour: 1 };

function bankOf(counts: readonly number[], { expected = 10, falls = true } = {}): ChangeBank {
  const bank = new ChangeBank();
  for (const count of counts) bank.add(count, expected, { scatter: POISSON, falls });
  return bank;
}

Deno.test("ChangeBank has no evidence while counts are those that are expected", () => {
  assert.equal(bankOf(Array(100).fill(10)).strongest, null);
});

Deno.test("ChangeBank has evidence for a rise to four times, and for its onset", () => {
  const { nats, ratio, ticks, actual, expected } = bankOf([...Array(100).fill(10), 40, 40, 40]).strongest!;
  assert.deepEqual([ratio, ticks, actual, expected], [4, 3, 120, 30]);
  assert.ok(nats > 70);
});

Deno.test("ChangeBank has evidence for a drop, unless these are not looked for", () => {
  const silent = [...Array(50).fill(10), 0, 0];
  assert.deepEqual(bankOf(silent).strongest, { nats: 15, ratio: 1 / 4, ticks: 2, actual: 0, expected: 20 });
  assert.equal(bankOf(silent, { falls: false }).strongest, null);
});

Deno.test("ChangeBank tells a rise since it began, and not since its level swung upwards a little before", () => {
  const swings = [...Array(100).fill(4), 7, 6, 7, 6];
  const bank = bankOf([...swings, 13, 11], { expected: 4 });
  assert.deepEqual([bank.strongest!.ticks, bank.strongest!.actual], [2, 24]);
  assert.equal(bankOf([...swings, 13], { expected: 4 }).peek(11, 4, POISSON)!.ticks, 2);
});

Deno.test("ChangeBank.peek() is what strongest would be with that tick, and changes nothing", () => {
  fc.assert(fc.property(fc.array(fc.nat(40), { maxLength: 30 }), fc.nat(80), (counts, next) => {
    const bank = bankOf(counts, { falls: false });
    const before = bank.toState();
    const peeked = bank.peek(next, 10, POISSON);
    assert.deepEqual(bank.toState(), before);
    const { nats = 0 } = bankOf([...counts, next], { falls: false }).strongest ?? {};
    assert.ok(Math.abs((peeked?.nats ?? 0) - nats) < 1e-9);
  }));
});

Deno.test("ChangeBank goes on from its state to the same evidence", () => {
  fc.assert(fc.property(fc.array(fc.nat(30)), fc.array(fc.nat(30)), (counts, more) => {
    const bank = bankOf(counts);
    const restored = ChangeBank.fromState(JSON.parse(JSON.stringify(bank.toState())));
    for (const each of [bank, restored]) {
      for (const count of more) each.add(count, 10, { scatter: POISSON, falls: true });
    }
    assert.deepEqual(restored.strongest, bank.strongest);
  }));
});

for (const mean of [0.2, 3, 40]) {
  Deno.test(`ChangeBank calls a Poisson process of mean ${mean} no more often than its bound`, () => {
    const random = seeded(7), bank = new ChangeBank(), ticks = 100_000, threshold = 6;
    let alarms = 0;
    for (let tick = 0; tick < ticks; tick++) {
      bank.add(poisson(mean, random), mean, { scatter: POISSON, falls: true });
      if ((bank.strongest?.nats ?? 0) < threshold) continue;
      alarms++;
      bank.reset();
    }
    assert.ok(alarms <= ticks * RATIOS.length * Math.exp(-threshold), `${alarms} alarms`);
    assert.ok(alarms > 0);
  });
}

Deno.test("ChangeBank.calmLines() is a count that is no evidence, and little less than one that is", () => {
  fc.assert(fc.property(fc.array(fc.nat(40), { maxLength: 30 }), (counts) => {
    const bank = bankOf(counts);
    const calm = bank.calmLines(10);
    assert.equal(bank.peek(calm, 10, POISSON), null);
    assert.notEqual(bank.peek(calm + 1e-5 * (1 + Math.abs(calm)), 10, POISSON), null);
  }));
});
