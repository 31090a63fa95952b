import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { withFolder } from "./testing/with_folder.ts";

const LINES_AT_ONCE = 500;

function startProcess(apiUrl: string, stateFolder: string, file: string): Deno.ChildProcess {
  const program = new URL("./testing/agent_process.ts", import.meta.url).pathname;
  const config = new URL("../deno.json", import.meta.url).pathname;
  const args = ["run", "-A", "--quiet", "--no-check", "--config", config, program, apiUrl, stateFolder, file];
  return new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "null", stderr: "inherit" }).spawn();
}

Deno.test("An agent's process that is killed again and again counts each line once", () =>
  withFolder(async (folder) => {
    const [file, stateFolder] = [join(folder, "app.log"), join(folder, "state")];
    const api = new ApiDouble();
    await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, api.transport);
    const apiUrl = `http://127.0.0.1:${server.addr.port}`;
    let written = 0;
    const write = () => {
      const lines = Array.from({ length: LINES_AT_ONCE }, (_, i) => `job ${written + i} done in ${i} ms\n`);
      Deno.writeTextFileSync(file, lines.join(""), { append: true });
      written += LINES_AT_ONCE;
    };
    write();
    for (let kill = 0; kill < 4; kill++) {
      const batches = api.messages.length;
      const process = startProcess(apiUrl, stateFolder, file);
      const writing = setInterval(write, 7);
      await until(() => api.messages.length > batches + 3 + kill, { what: "batches", withinMs: 20_000 });
      process.kill("SIGKILL");
      await process.status;
      clearInterval(writing);
    }
    const last = new RunningAgent(api, { files: [file], stateFolder, untilEof: true });
    const summary = await last.done;
    assert.equal(api.lines(), written);
    assert.deepEqual([summary.read, summary.counted], [written, written]);
    assert.deepEqual(Object.keys(api.byText()).length, 1);
  }));
