import assert from "node:assert/strict";
import { UnwatchedTime } from "./unwatched_time.ts";

Deno.test("UnwatchedTime.within() is how much of a stretch nobody watched", () => {
  const time = new UnwatchedTime();
  for (const [fromMs, toMs] of [[100, 200], [300, 400]] as const) {
    time.begin(fromMs);
    time.begin(fromMs + 10);
    time.end(toMs);
    time.end(toMs + 50);
  }
  assert.deepEqual([time.within(0, 1_000), time.within(150, 350), time.within(200, 300)], [200, 100, 0]);
  time.begin(500);
  const restored = new UnwatchedTime(JSON.parse(JSON.stringify(time.toState())));
  for (const each of [time, restored]) {
    each.end(520);
    assert.equal(each.within(0, 1_000), 220);
  }
});

Deno.test("UnwatchedTime remembers fifty stretches, the last ones", () => {
  const time = new UnwatchedTime();
  for (let i = 0; i < 1_000; i++) {
    time.begin(2 * i);
    time.end(2 * i + 1);
  }
  assert.equal(time.within(0, 2_000), 50);
  assert.equal(time.toState().spans.length, 50);
});
