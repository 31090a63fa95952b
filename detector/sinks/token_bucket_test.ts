import assert from "node:assert/strict";
import { TokenBucket } from "./token_bucket.ts";

function bucket() {
  let nowMs = 1_000_000;
  const tokens = new TokenBucket({ atOnce: 2, everyMs: 1000, now: () => nowMs });
  return { tokens, pass: (ms: number) => nowMs += ms };
}

Deno.test("TokenBucket allows some at once, then one now and then", () => {
  const { tokens, pass } = bucket();
  assert.deepEqual([tokens.take(), tokens.take(), tokens.take()], [true, true, false]);
  pass(400);
  assert.deepEqual([tokens.take(), tokens.waitMs()], [false, 600]);
  pass(600);
  assert.deepEqual([tokens.waitMs(), tokens.take(), tokens.take()], [0, true, false]);
});

Deno.test("TokenBucket saves up no more than what it allows at once", () => {
  const { tokens, pass } = bucket();
  tokens.take();
  pass(1_000_000);
  assert.deepEqual([tokens.take(), tokens.take(), tokens.take()], [true, true, false]);
});

Deno.test("TokenBucket waits no longer than usual for a clock that goes back", () => {
  const { tokens, pass } = bucket();
  for (let taken = 0; taken < 2; taken++) tokens.take();
  pass(-3_600_000);
  assert.equal(tokens.waitMs(), 1000);
  pass(1000);
  assert.equal(tokens.take(), true);
});
