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
