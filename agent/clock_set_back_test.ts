import assert from "node:assert/strict";
import { join } from "node:path";
import { SystemClock } from "../clock/system_clock.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { withFolder } from "./testing/with_folder.ts";

const HOUR_MS = 3_600_000;

/** Runs work while the machine's clock is set back. */
async function withClockSetBack(work: () => Promise<void>): Promise<void> {
  const real = Date.now;
  Date.now = () => real.call(Date) - HOUR_MS;
  try {
    await work();
  } finally {
    Date.now = real;
  }
}

/** Files that are written to by a clock that is set back have its time. */
function setBack(path: string): void {
  const past = new Date(Date.now());
  Deno.utimeSync(path, past, past);
}

Deno.test("runAgent() counts each line once, in slots that go on, though the machine's clock is set back an hour and the log rotated", () =>
  withFolder(async (folder) => {
    const log = new NumberedLog(join(folder, "app.log")), stateFolder = join(folder, "state");
    log.write(100);
    const clock = new SystemClock(), ofApi = new SystemClock();
    const api = new ApiDouble(() => ofApi.now());
    await using agent = new RunningAgent(api, { files: [log.path], stateFolder, clock });
    await until(() => api.lines() === 100 && api.heartbeats.length > 3);
    const beforeMs = clock.now(), beats = api.heartbeats.length;
    await withClockSetBack(async () => {
      log.write(50);
      setBack(log.path);
      await until(() => api.lines() === 150);
      log.write(20);
      setBack(log.path);
      Deno.renameSync(log.path, log.at(".1"));
      await log.begin(30);
      setBack(log.path);
      await until(() => api.lines() === 200);
    });
    const later = api.heartbeats.slice(beats).map(({ watermarkMs }) => watermarkMs);
    assert.deepEqual(later, later.toSorted((a, b) => a - b));
    const slots = [...api.counters.values()].map(({ slotMs }) => slotMs);
    assert.ok(Math.min(...slots) > beforeMs - 60_000, "no slot of an hour ago");
    const summary = await agent.stop();
    assert.deepEqual([summary.read, summary.counted, summary.lost], [200, 200, 0]);
  }));
