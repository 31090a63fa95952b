import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { JumpingClock } from "./testing/jumping_clock.ts";
import { withFolder } from "./testing/with_folder.ts";

Deno.test("runAgent() vouches for no time that is missing: a suspended machine, or a clock that is set ahead", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log");
    Deno.writeTextFileSync(file, "one line\n");
    const clock = new JumpingClock();
    const api = new ApiDouble(() => clock.now());
    await using agent = new RunningAgent(api, { files: [file], stateFolder: join(folder, "state"), clock });
    const beat = () => api.heartbeat("app.log");
    await until(() => api.lines() === 1 && api.heartbeats.length > 5);
    assert.ok(beat()!.sinceMs <= clock.now());
    const jumpedMs = clock.now() + 100_000;
    clock.jumpMs = 100_000;
    await until(() => beat()!.watermarkMs > jumpedMs);
    assert.ok(beat()!.sinceMs >= jumpedMs - 40, `since ${beat()!.sinceMs - jumpedMs}`);
    await agent.stop();
  }));
