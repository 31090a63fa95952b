import assert from "node:assert/strict";
import { CorrectedClock } from "./corrected_clock.ts";

Deno.test("CorrectedClock follows the api's clock only where the two are more than 5 s apart", () => {
  let machineMs = 1_000_000;
  const heard: number[] = [];
  const clock = new CorrectedClock(
    { now: () => machineMs, sleep: () => Promise.resolve() },
    (offMs) => heard.push(offMs),
  );
  clock.compare(1_005_000);
  assert.deepEqual([clock.now(), heard], [1_000_000, []]);
  clock.compare(4_600_000);
  assert.deepEqual([clock.now(), heard], [4_600_000, [-3_600_000]]);
  machineMs += 1_000;
  clock.compare(4_601_900);
  assert.deepEqual([clock.now(), heard.length], [4_601_000, 1]);
  machineMs = 4_601_000;
  clock.compare(4_601_000);
  assert.deepEqual([clock.now(), heard], [4_601_000, [-3_600_000, 0]]);
});
