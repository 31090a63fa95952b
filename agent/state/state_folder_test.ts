import assert from "node:assert/strict";
import { join } from "node:path";
import { AgentError } from "../agent_error.ts";
import { withFolder } from "../testing/with_folder.ts";
import { StateFolder } from "./state_folder.ts";

Deno.test("StateFolder gives an agent the same id each time, and another folder another", () =>
  withFolder(async (folder) => {
    const ids = [];
    for (const name of ["a", "a", "b"]) {
      using state = await StateFolder.open(join(folder, name));
      ids.push(state.agent);
    }
    assert.match(ids[0], /^[0-9a-f]{16}$/);
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  }));

Deno.test("StateFolder refuses a second agent while the first runs", () =>
  withFolder(async (folder) => {
    {
      using _state = await StateFolder.open(folder);
      await assert.rejects(() => StateFolder.open(folder), /another agent runs on it, give this one its own --state$/);
    }
    using _later = await StateFolder.open(folder);
  }));

Deno.test("StateFolder gives another id where a folder has the place of its file, and says so", () =>
  withFolder(async (folder) => {
    Deno.mkdirSync(join(folder, "agent", "full"), { recursive: true });
    const warnings: string[] = [];
    using state = await StateFolder.open(folder, (message) => warnings.push(message));
    assert.match(state.agent, /^[0-9a-f]{16}$/);
    assert.equal(warnings.length, 1);
  }));

Deno.test("StateFolder names a folder that can't be written", () =>
  withFolder(async (folder) => {
    Deno.writeTextFileSync(join(folder, "file"), "");
    const opening = StateFolder.open(join(folder, "file", "state"));
    await assert.rejects(opening, (error) =>
      error instanceof AgentError && /^Cannot write state folder/.test(error.message));
  }));

Deno.test("StateFolder gives a copy, a moved one and one with a damaged id another id, and says so", () =>
  withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    const warnings: string[] = [];
    const idOf = async (name: string) => {
      using state = await StateFolder.open(at(name), (message) => warnings.push(message));
      return state.agent;
    };
    const first = await idOf("a");
    Deno.mkdirSync(at("copy"));
    Deno.copyFileSync(join(at("a"), "agent"), join(at("copy"), "agent"));
    const copy = await idOf("copy");
    assert.deepEqual([await idOf("a"), await idOf("copy")], [first, copy]);
    Deno.renameSync(at("a"), at("moved"));
    const moved = await idOf("moved");
    Deno.writeTextFileSync(join(at("copy"), "agent"), "torn");
    assert.equal(new Set([first, copy, moved, await idOf("copy")]).size, 4);
    assert.equal(warnings.length, 3);
    assert.match(
      warnings[0],
      /^State folder ".*copy" is a copy, or was moved: the agent is "[0-9a-f]{16}" from now on$/,
    );
  }));

Deno.test("StateFolder tells an id that is damaged, whichever byte of it is changed, from one that another folder has", () =>
  withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    const open = async (name: string) => {
      using state = await StateFolder.open(at(name));
      return { agent: state.agent, inherits: state.inherits };
    };
    let { agent, inherits } = await open("a");
    assert.equal(inherits, false);
    const { size } = Deno.statSync(join(at("a"), "agent"));
    for (let byte = 0; byte < size; byte++) {
      const bytes = Deno.readFileSync(join(at("a"), "agent"));
      bytes[byte]! ^= 1;
      Deno.writeFileSync(join(at("a"), "agent"), bytes);
      const damaged = await open("a");
      assert.notEqual(damaged.agent, agent);
      assert.equal(damaged.inherits, true, `${byte}`);
      assert.deepEqual(await open("a"), damaged);
      agent = damaged.agent;
    }
    Deno.mkdirSync(at("copy"));
    Deno.copyFileSync(join(at("a"), "agent"), join(at("copy"), "agent"));
    assert.equal((await open("copy")).inherits, false);
  }));
