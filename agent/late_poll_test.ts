import assert from "node:assert/strict";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { withFolder } from "./testing/with_folder.ts";

const START_MS = 1_700_000_000_000;

/** Slots, from `START_MS` on, in which a line is counted that is written at a slot's end, for which the agent's poll comes late. */
async function slotAfter(lateMs: number): Promise<number[]> {
  const manual = new ManualClock(START_MS);
  let late = 0;
  const clock: Clock = { now: () => manual.now() + late, sleep: (ms, signal) => manual.sleep(ms, signal) };
  const api = new ApiDouble(() => clock.now());
  await withFolder(async (folder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, "");
    await using _agent = new RunningAgent(api, {
      files: [file],
      stateFolder: join(folder, "state"),
      clock,
      slotMs: 1000,
      windowMs: 2000,
    });
    await until(() => api.heartbeats.length > 0);
    for (let i = 0; i < 299; i++) await manual.advance(10);
    late = lateMs;
    await Deno.writeTextFile(file, "hello\n", { append: true });
    for (let i = 0; i < 40; i++) await manual.advance(100);
  });
  return [...api.counters.values()].map(({ slotMs }) => (slotMs - START_MS) / 1000);
}

for (const [lateMs, slot] of [[0, 2], [60, 2], [300, 3], [900, 3]] as const) {
  Deno.test(`runAgent() counts what a poll ${lateMs} ms after a slot's end finds into slot ${slot}`, async () => {
    assert.deepEqual(await slotAfter(lateMs), [slot]);
  });
}
