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

for (
  const [what, jumpMs, windowMs, isGap] of [
    ["that is missing", 6_000, 2_000, true],
    ["of less than five seconds, as where a machine stalls,", 4_000, 2_000, false],
    ["within a window", 6_000, 20_000, false],
  ] as const
) {
  Deno.test(`runAgent() vouches for ${isGap ? "no" : "the"} time ${what} to a stream, which is never behind`, () =>
    withFolder(async (folder) => {
      const clock = new JumpingClock();
      const api = new ApiDouble(() => clock.now());
      const { readable: stdin, writable } = new TransformStream<Uint8Array>();
      const options = { files: ["-"], source: "stream", stdin, clock, windowMs };
      await using agent = new RunningAgent(api, { ...options, stateFolder: join(folder, "state") });
      const writer = writable.getWriter();
      const sinceMs = () => api.heartbeat("stream")!.sinceMs;
      const beats = (count: number) => until(() => api.heartbeats.length > count);
      await beats(5);
      const before = sinceMs();
      await beats(api.heartbeats.length + 5);
      assert.equal(sinceMs(), before);
      const jumpedMs = clock.now() + jumpMs;
      clock.jumpMs = jumpMs;
      await until(() => api.heartbeat("stream")!.watermarkMs > jumpedMs);
      if (isGap) assert.ok(sinceMs() >= jumpedMs - 40, `since ${sinceMs() - jumpedMs}`);
      else assert.equal(sinceMs(), before);
      await writer.close();
      await agent.done;
    }));
}
