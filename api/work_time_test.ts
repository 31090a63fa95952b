import assert from "node:assert/strict";
import { WorkTime } from "./work_time.ts";

Deno.test("WorkTime ends work soon after its time is up", () => {
  let nowMs = 0;
  const time = new WorkTime(100, () => nowMs);
  const step = () => {
    nowMs++;
    time.step();
  };
  for (let steps = 0; steps < 100; steps++) step();
  assert.throws(() => {
    for (let steps = 0; steps < 64; steps++) step();
  }, { name: "RequestError", status: 413 });
});

Deno.test("WorkTime says when it is the others' turn, and leaves out the time that they take", async () => {
  let nowMs = 0;
  const time = new WorkTime(100, () => nowMs);
  for (let turn = 0; turn < 4; turn++) {
    nowMs += 21;
    const dues = Array.from({ length: 64 }, () => time.step());
    assert.equal(dues.filter((isDue) => isDue).length, 1);
    const resting = time.rest();
    nowMs += 1000;
    await resting;
  }
  nowMs += 21;
  assert.throws(() => time.step(), { status: 413 });
});
