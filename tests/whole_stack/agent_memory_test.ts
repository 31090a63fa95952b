import assert from "node:assert/strict";
import { join } from "node:path";
import { AGENT_PATH } from "../../core/agent_message.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const LOGS = 200;
const ROUNDS = 80, ROUND_MS = 100;
/** Before what is compared at each look had one room for all, and the heap little room, it was 384 MB. */
const MOST_MB = 250;

/** An api that takes everything. */
function everTaking(): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    await request.body?.cancel();
    const isBatch = new URL(request.url).pathname === AGENT_PATH;
    return Response.json(isBatch ? { stored: 0, rejected: 0, timeMs: Date.now() } : []);
  });
}

async function residentMb(pid: number): Promise<number> {
  // Deno lets none but who may do all read it.
  const { stdout } = await new Deno.Command("cat", { args: [`/proc/${pid}/status`] }).output();
  return Number(/^VmRSS:\s+(\d+)/m.exec(new TextDecoder().decode(stdout))?.[1]) / 1024;
}

Deno.test({
  name: `an agent of ${LOGS} logs that are all written takes less than ${MOST_MB} MB`,
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using folder = await temporaryFolder();
    await using api = everTaking();
    const paths = Array.from({ length: LOGS }, (_, i) => join(folder.path, `app${i}.log`));
    for (const path of paths) await Deno.writeTextFile(path, "");
    const to = ["--api", `http://127.0.0.1:${api.addr.port}`, "--state", "agent"];
    await using agent = startProgram(["agent", ...paths, ...to], { folder: folder.path });
    await agent.line(/reading/);
    let number = 0, mostMb = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const path of paths) await Deno.writeTextFile(path, linesOf(++number), { append: true });
      await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
      mostMb = Math.max(mostMb, await residentMb(agent.pid));
    }
    assert.ok(mostMb < MOST_MB, `${Math.round(mostMb)} MB`);
  },
});

function linesOf(number: number): string {
  const line = (what: string) =>
    `2026-01-02 03:04:05,678 INFO worker-${number % 7} ${what} ${number} in ${number % 90} ms\n`;
  return ["accepted request", "stored block", "sent answer", "closed session"].map(line).join("");
}
