import assert from "node:assert/strict";
import { ReferenceTraffic } from "./reference_traffic.ts";

Deno.test("ReferenceTraffic follows the traffic within half an hour, and time as the traffic tells it", () => {
  const traffic = new ReferenceTraffic();
  for (let tick = 0; tick < 240; tick++) traffic.take(tick < 120 ? 100 : 200, tick, 1);
  assert.ok(Math.abs(traffic.level - 200) < 5);
  assert.equal(traffic.passed, 120 * 300);
});

Deno.test("ReferenceTraffic.share() lets no flood of one message count beyond its own expectation", () => {
  const traffic = new ReferenceTraffic();
  assert.equal(traffic.share(10, 10, false), 10);
  assert.equal(traffic.share(1e9, 1000, false), 2000);
  assert.equal(traffic.share(1e9, null, true), 1e9);
});

Deno.test("ReferenceTraffic takes no flood for usual, neither while it goes on nor when it wanes", () => {
  const traffic = new ReferenceTraffic();
  for (let tick = 0; tick < 600; tick++) traffic.take(tick < 540 ? 100 : tick < 570 ? 900 : 0, tick, 1);
  assert.ok(traffic.usual < 200 && traffic.usual <= traffic.level, `${traffic.usual}`);
});

Deno.test("ReferenceTraffic goes on after a silence from what it was before the tick in which that began, over a restart", () => {
  let traffic = new ReferenceTraffic();
  for (let tick = 0; tick < 600; tick++) traffic.take(400, tick, 1);
  for (const lines of [30, 0, 0]) traffic.take(lines, 600, 1);
  assert.ok(traffic.level < 300 && traffic.present < 100, `${traffic.level}, ${traffic.present}`);
  traffic = ReferenceTraffic.fromState(JSON.parse(JSON.stringify(traffic.toState())));
  traffic.resume();
  assert.ok(Math.abs(traffic.level - 400) < 1 && Math.abs(traffic.present - 400) < 1);
});
