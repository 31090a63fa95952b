import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { withFolder } from "./testing/with_folder.ts";

/** What an agent of its own state says that it follows of each source. */
async function followed(folder: string, { state, files }: { state: string; files: string[] }) {
  const api = new ApiDouble();
  await using agent = new RunningAgent(api, { files, stateFolder: join(folder, state) });
  await until(() => api.heartbeats.length >= files.length);
  await agent.stop();
  return api.messages.flatMap(({ heartbeats }) => heartbeats).findLast(({ files }) => files !== undefined)?.files ?? [];
}

Deno.test("runAgent() names the file that it follows: another agent's is the same, by whatever path; another file is not", () =>
  withFolder(async (folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(10);
    const of = (state: string, path = log.path) => followed(folder, { state, files: [path] });
    const [name] = await of("one");
    assert.match(name!, /^[0-9a-f]{16}$/);
    assert.deepEqual(await of("one"), [name], "begun anew");
    assert.deepEqual(await of("two"), [name]);
    Deno.linkSync(log.path, join(folder, "linked.log"));
    assert.deepEqual(await of("three", join(folder, "linked.log")), [name]);
    Deno.copyFileSync(log.path, join(folder, "copy.log"));
    assert.notDeepEqual(await of("four", join(folder, "copy.log")), [name]);
    Deno.renameSync(log.path, `${log.path}.1`);
    log.write(1);
    assert.notDeepEqual(await of("one"), [name], "rotated");
    assert.deepEqual(await followed(folder, { state: "five", files: [join(folder, "none.log")] }), []);
  }));
