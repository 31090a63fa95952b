import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";

async function withFolder(work: (folder: string, state: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder, join(folder, "state"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function lines(count: number, text = "user logged in id="): string {
  return Array.from({ length: count }, (_, i) => `${text}${i}\n`).join("");
}

Deno.test("runAgent() counts present lines as backlog and appended ones as live", () =>
  withFolder(async (folder, stateFolder) => {
    const file = join(folder, "app.log");
    await Deno.writeTextFile(file, lines(300));
    const api = new ApiDouble();
    const agent = new RunningAgent(api, { files: [file], stateFolder });
    await until(() => api.lines() === 300);
    await Deno.writeTextFile(file, lines(50), { append: true });
    await until(() => api.lines() === 350);
    assert.equal(api.lines({ source: "app.log", mode: "backlog" }), 300);
    assert.equal(api.lines({ mode: "live" }), 50);
    const summary = await agent.stop();
    assert.deepEqual([summary.lines, summary.counted, summary.rejected, summary.pendingBatches], [350, 350, 0, 0]);
  }));
