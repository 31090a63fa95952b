import assert from "node:assert/strict";
import { CorrectedClock } from "../clock/corrected_clock.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { StoreTime } from "./store_time.ts";

const HOUR_MS = 3_600_000;

/** A machine's clock, and how far the api's is from it. */
function open() {
  const machine = new ManualClock(10 * HOUR_MS);
  const offs: number[] = [];
  const corrected = new CorrectedClock(machine, (offMs) => offs.push(offMs));
  return { machine, corrected, offs, time: new StoreTime({ machine, corrected, windowMs: 2_000 }) };
}

Deno.test("StoreTime goes by the api's time, ahead or behind, once heartbeats come", async () => {
  for (const offMs of [HOUR_MS, -HOUR_MS]) {
    const { machine, corrected, offs, time } = open();
    time.note(machine.now() + offMs);
    assert.equal(corrected.now(), machine.now(), "the first may be old");
    await machine.advance(1_000);
    time.note(machine.now() + offMs);
    assert.equal(corrected.now(), machine.now() + offMs);
    await machine.advance(1_000);
    time.note(machine.now() - 200);
    assert.deepEqual([corrected.now(), offs], [machine.now(), [0 - offMs, 0]]);
  }
});

Deno.test("StoreTime takes agents that fall silent, or beat seldom, for no other time", async () => {
  const { machine, corrected, offs, time } = open();
  for (const lateMs of [0, 5_000, 30_000]) {
    time.note(machine.now() - lateMs);
    await machine.advance(40_000);
  }
  time.note(machine.now() - 70_000);
  time.note(-Infinity);
  assert.deepEqual([corrected.now(), offs], [machine.now(), []]);
});
