import assert from "node:assert/strict";
import fc from "fast-check";
import { TailModel } from "./tail_model.ts";

function learned(values: readonly number[]): TailModel {
  const model = new TailModel();
  for (const value of values) model.learn(value);
  return model;
}

const VALUES = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 100 });

Deno.test("TailModel.surprise() grows with the value, is never negative, and a probability within what was seen", () => {
  fc.assert(fc.property(VALUES, fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (values, a, b) => {
    const model = learned(values);
    const [less, more] = [Math.min(a, b), Math.max(a, b)].map((value) => model.surprise(value));
    assert.ok(0 <= less && less <= more && Number.isFinite(more));
    if (Math.max(a, b) <= model.largest) assert.ok(more <= Math.log(values.length + 1));
  }));
});

Deno.test("TailModel takes a value far beyond what was seen for a surprise, the more the narrower that was", () => {
  const narrow = learned(Array(50).fill(10)), wide = learned(Array.from({ length: 50 }, (_, i) => 2 ** (i % 6)));
  assert.ok(narrow.surprise(1000) > wide.surprise(1000));
  assert.ok(narrow.surprise(1000) > 10);
});

Deno.test("TailModel.upTo() is what all but a share of the values are below", () => {
  const model = learned(Array.from({ length: 100 }, (_, i) => i + 1));
  assert.ok(model.upTo(0.1) >= 90 && model.upTo(0.1) <= 100);
  assert.ok(model.upTo(0.5) > 50 && model.upTo(0.5) < 70);
  assert.equal(learned([7, 7, 7]).upTo(0.1), 7);
  assert.equal(learned([]).upTo(0.1), 0);
});

Deno.test("TailModel goes on from its state", () => {
  fc.assert(fc.property(VALUES, fc.integer({ min: 1, max: 1e9 }), (values, value) => {
    const model = learned(values);
    const restored = TailModel.fromState(JSON.parse(JSON.stringify(model.toState())));
    assert.equal(restored.surprise(value), model.surprise(value));
    assert.deepEqual([restored.size, restored.mean, restored.largest], [model.size, model.mean, model.largest]);
  }));
});
