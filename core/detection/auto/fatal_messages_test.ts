import assert from "node:assert/strict";
import { FatalMessages } from "./fatal_messages.ts";

const MINUTE_MS = 60_000, DAY_MS = 86_400_000;

Deno.test("FatalMessages expects the first of a young log about once in 1000 days", () => {
  assert.equal(new FatalMessages().add(0, 0.04), 0.025 / 25.04);
});

Deno.test("FatalMessages takes those of one minute for one, and expects more where there have been some", () => {
  const fatal = new FatalMessages();
  const first = fatal.add(0, 1);
  assert.equal(fatal.add(MINUTE_MS, 1), first);
  assert.equal(fatal.add(DAY_MS, 2), 1.025 / 27);
  assert.equal(fatal.add(2 * DAY_MS, 3), 2.025 / 28);
});

Deno.test("FatalMessages goes on from its state", () => {
  for (const days of [[], [1], [1, 2]]) {
    const fatal = new FatalMessages();
    for (const day of days) fatal.add(day * DAY_MS, day);
    const restored = FatalMessages.fromState(JSON.parse(JSON.stringify(fatal.toState())));
    for (const day of [2.001, 3]) assert.equal(restored.add(day * DAY_MS, day), fatal.add(day * DAY_MS, day));
  }
});
