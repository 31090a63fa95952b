import assert from "node:assert/strict";
import { join } from "node:path";
import { AgentError } from "../agent_error.ts";
import type { AgentEvent } from "../agent_event.ts";
import { until } from "../testing/agent_runner.ts";
import { ApiDouble } from "../testing/api_double.ts";
import { withFolder } from "../testing/with_folder.ts";
import { runAgentApart } from "./run_agent_apart.ts";

const LINES = Array.from({ length: 500 }, (_, i) => `user logged in id=${i}\n`).join("");

/** A thread begins by loading what it runs. */
const SLOW = { withinMs: 60_000 };

/** Runs an agent on a file of 500 lines against an api on the loopback. */
async function withAgent(
  folder: string,
  use: (parts: { options: Parameters<typeof runAgentApart>[0]; api: ApiDouble; events: AgentEvent[] }) => Promise<void>,
): Promise<void> {
  const file = join(folder, "app.log");
  await Deno.writeTextFile(file, LINES);
  const api = new ApiDouble();
  const events: AgentEvent[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, api.transport);
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;
  const onEvent = (event: AgentEvent) => void events.push(event);
  const place = { files: [file], stateFolder: join(folder, "state"), apiUrl, host: "h", onEvent };
  await use({ options: { ...place, slotMs: 20, windowMs: 40 }, api, events });
}

Deno.test("runAgentApart() counts as runAgent() does, tells its events, and ends when it is stopped", () =>
  withFolder((folder) =>
    withAgent(folder, async ({ options, api, events }) => {
      const stop = new AbortController();
      const done = runAgentApart({ ...options, signal: stop.signal });
      await until(() => api.lines({ mode: "backlog" }) === 500, SLOW);
      await Deno.writeTextFile(options.files[0]!, LINES, { append: true });
      await until(() => api.lines() === 1_000, SLOW);
      stop.abort();
      const { read, counted, pendingBatches } = await done;
      assert.deepEqual({ read, counted, pendingBatches }, { read: 1_000, counted: 1_000, pendingBatches: 0 });
      assert.ok(events.some(({ kind }) => kind === "backlogDone"));
    })
  ));

Deno.test("runAgentApart() ends with its files, and when it was stopped before it began", () =>
  withFolder((folder) =>
    withAgent(folder, async ({ options, api }) => {
      assert.equal((await runAgentApart({ ...options, signal: AbortSignal.abort() })).pendingBatches, 0);
      assert.equal((await runAgentApart({ ...options, untilEof: true })).read, 500);
      assert.equal(api.lines(), 500);
    })
  ));

Deno.test("runAgentApart() rejects with the error of runAgent()", () =>
  withFolder((folder) =>
    withAgent(folder, async ({ options }) => {
      await assert.rejects(
        runAgentApart({ ...options, files: [join(folder, "none.log")], untilEof: true }),
        (error) => error instanceof AgentError && /none\.log/.test(error.message),
      );
    })
  ));
