import assert from "node:assert/strict";
import { BurstSizes, BurstTails } from "./burst_sizes.ts";

Deno.test("BurstSizes judges a message by those of its source until it has bursts of its own", () => {
  const all = new BurstTails();
  for (let i = 0; i < 50; i++) all.learn({ lines: 1 + i % 3, minutes: 1 });
  const young = new BurstSizes(all), own = new BurstSizes(all);
  for (let i = 0; i < 20; i++) own.learn({ lines: 500, minutes: 1 });
  assert.ok(young.surprise({ lines: 5000, minutes: 1 }).nats > own.surprise({ lines: 500, minutes: 1 }).nats + 2);
  assert.deepEqual(own.surprise({ lines: 600, minutes: 1 }).usual, { lines: 500, minutes: 1 });
});

Deno.test("BurstSizes takes a fault that goes on for a surprise, even of a few lines a minute", () => {
  const sizes = new BurstSizes(new BurstTails());
  for (let i = 0; i < 20; i++) sizes.learn({ lines: 100, minutes: 1 });
  const usual = sizes.surprise({ lines: 100, minutes: 1 }), long = sizes.surprise({ lines: 100, minutes: 60 });
  assert.ok(long.nats > usual.nats + 5);
  assert.equal(long.isLong, true);
});

Deno.test("BurstSizes without any past takes one line for none", () => {
  assert.equal(new BurstSizes(new BurstTails()).surprise({ lines: 1, minutes: 1 }).nats, 0);
});

Deno.test("BurstSizes takes many lines for more of a surprise the more single ones it has seen, from the first on", () => {
  const all = new BurstTails();
  const surprises = [0, 1, 2, 3, 4, 5, 6].map((bursts) => {
    if (bursts > 0) new BurstSizes(all).share({ lines: 1, minutes: 1 });
    return new BurstSizes(all).surprise({ lines: 14, minutes: 1 }).nats;
  });
  assert.ok(surprises.every((nats, at) => at === 0 || nats > surprises[at - 1]!), `${surprises}`);
  assert.ok(surprises.at(-1)! > surprises[0]! + 3, `${surprises}`);
});
