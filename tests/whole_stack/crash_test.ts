import assert from "node:assert/strict";
import { join } from "node:path";
import { freePort } from "../../tools/services/free_port.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const LINES = 400_000;
const FAST = ["--window", "200ms", "--slot", "100ms", "--quiet", "--json"];

Deno.test("agent, api and detector killed with -9 again and again lose and double no line", async () => {
  await using folder = await temporaryFolder();
  const log = join(folder.path, "work.log");
  await Deno.writeTextFile(log, "");
  const port = freePort();
  const start = {
    api: () => startProgram(["api", "--port", String(port), "--slot", "100ms"], { folder: folder.path }),
    agent: () =>
      startProgram(["agent", "work.log", "--api", `http://127.0.0.1:${port}`, ...FAST], { folder: folder.path }),
    detector: () =>
      startProgram(["detector", "continue", "--detector", "sigma", "--window", "200ms", "--json"], {
        folder: folder.path,
      }),
  };
  const running = { api: start.api(), agent: start.agent(), detector: start.detector() };
  const writing = append(log);
  for (const part of ["agent", "api", "detector", "agent", "api", "agent"] as const) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await running[part][Symbol.asyncDispose]();
    running[part] = start[part]();
  }
  await writing;
  const stored = await untilStored(`http://127.0.0.1:${port}`);
  for (const part of Object.values(running)) await part[Symbol.asyncDispose]();
  assert.equal(stored, LINES);
});

async function append(log: string): Promise<void> {
  const rounds = 200;
  for (let round = 0; round < rounds; round++) {
    const lines = Array.from(
      { length: LINES / rounds },
      (_, i) => `INFO job ${round * 1000 + i} done in ${i} ms on node ${i % 7}\n`,
    );
    await Deno.writeTextFile(log, lines.join(""), { append: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Lines in the store once they have stood still for a second, or at the latest after 30 s. */
async function untilStored(api: string): Promise<number> {
  const count = async () => {
    const response = await fetch(`${api}/api/templates`).catch(() => null);
    if (!response?.ok) return (await response?.body?.cancel(), 0);
    const templates: { count: number }[] = await response.json();
    return templates.reduce((sum, template) => sum + template.count, 0);
  };
  let [last, still] = [-1, 0];
  for (let i = 0; i < 120 && still < 4; i++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await count();
    still = now === last && now >= LINES ? still + 1 : 0;
    last = now;
  }
  return last;
}
