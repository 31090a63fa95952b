import assert from "node:assert/strict";
import { RateLimiter } from "./rate_limiter.ts";

Deno.test("RateLimiter allows its lines evenly and saves up 100 ms at most", () => {
  const limiter = new RateLimiter(1_000, 0);
  assert.equal(limiter.allowance(0), 0);
  assert.equal(limiter.allowance(10), 10);
  limiter.spend(10);
  assert.equal(limiter.allowance(10), 0);
  assert.equal(limiter.allowance(60_000), 100);
});

Deno.test("RateLimiter lets a line through now and then at less than ten a second", () => {
  const limiter = new RateLimiter(2, 0);
  let lines = 0;
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 50) {
    const allowed = limiter.allowance(nowMs);
    limiter.spend(allowed);
    lines += allowed;
  }
  assert.equal(lines, 20);
});

Deno.test("RateLimiter without a rate allows everything", () => {
  const limiter = new RateLimiter(undefined, 0);
  limiter.spend(5);
  assert.equal(limiter.allowance(0), Infinity);
});
