import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { copyFolder } from "./testing/crash.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { refusal } from "./testing/refusal.ts";
import { withFolder } from "./testing/with_folder.ts";

Deno.test("runAgent() on two copies of one state at once has each line of both counted once", () =>
  withFolder(async (folder) => {
    const api = new ApiDouble();
    const logs = ["image", "one", "two"].map((name) => new NumberedLog(join(folder, `${name}.log`)));
    const stateOf = (name: string) => join(folder, `state-${name}`);
    logs[0].write(100);
    {
      let isAway = false;
      const transport = (request: Request) => isAway ? Promise.reject(new TypeError("away")) : api.transport(request);
      await using agent = new RunningAgent(api, { files: [logs[0].path], stateFolder: stateOf("image"), transport });
      await until(() => api.lines() === 100);
      isAway = true;
      logs[0].write(50);
      await until(() => agent.of("stats").at(-1)?.stats.lines === 150);
      assert.ok((await agent.stop()).pendingBatches > 0);
    }
    for (const name of ["one", "two"]) copyFolder(stateOf("image"), stateOf(name));
    const agents = ["one", "two"].map((name, i) => {
      return new RunningAgent(api, { files: [logs[i + 1].path], source: "shop", stateFolder: stateOf(name) });
    });
    for (let round = 0; round < 20; round++) {
      for (const log of logs.slice(1)) log.write(10);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(() => api.lines({ source: "shop" }) === 400);
    for (const agent of agents) await agent.stop();
    assert.equal(api.lines({ source: "image.log" }), 150, "what waited in the copied spool is stored once");
    assert.equal(new Set(agents.map((agent) => agent.of("started")[0].agent)).size, 2);
    for (const agent of agents) {
      const { read, counted } = api.heartbeats.findLast((each) => each.agent === agent.of("started")[0].agent)!;
      assert.deepEqual([read, counted], [200, 200], "the image's own lines are told by its own agent");
    }
  }));

Deno.test("runAgent() on a moved state tells of what it counts from then on, and of what waits, and refused lines of before are the other's", () =>
  withFolder(async (folder) => {
    const api = new ApiDouble();
    const log = new NumberedLog(join(folder, "app.log"));
    const stateOf = (name: string) => join(folder, name);
    const run = (name: string, transport = api.transport) =>
      new RunningAgent(api, { files: [log.path], stateFolder: stateOf(name), transport });
    let isAway = false, isRefused = true;
    api.fate = () => isRefused ? refusal("not this one", 422) : "ok";
    log.write(100);
    {
      await using agent = run(
        "before",
        (request) => isAway ? Promise.reject(new TypeError("away")) : api.transport(request),
      );
      await until(() => agent.of("refused").some(({ lines }) => lines === 100));
      isRefused = false;
      log.write(20);
      await until(() => api.lines() === 20);
      isAway = true;
      log.write(30);
      await until(() => agent.of("stats").at(-1)?.stats.lines === 150);
      assert.equal((await agent.stop()).rejected, 100);
    }
    Deno.renameSync(stateOf("before"), stateOf("now"));
    for (const start of [1, 2]) {
      await using agent = run("now");
      log.write(5);
      await until(() => api.lines() === 50 + start * 5);
      const { read, counted, rejected } = await agent.stop();
      assert.deepEqual([read, counted, rejected], [30 + start * 5, 30 + start * 5, 0]);
    }
  }));
