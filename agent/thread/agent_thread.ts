/// <reference lib="deno.worker" />
/** The thread of `runAgentApart`: runs one agent, and ends with it. */
import { SystemClock } from "../../clock/system_clock.ts";
import { messageOf } from "../../core/message_of.ts";
import { AgentError } from "../agent_error.ts";
import { runAgent } from "../run_agent.ts";
import type { FromThread, ThreadOptions, ToThread } from "./thread_message.ts";

const tell = (message: FromThread) => self.postMessage(message);
const stop = new AbortController();

self.onmessage = ({ data }: MessageEvent<ToThread>) => {
  if (data.kind === "run") void run(data.options);
  else stop.abort();
};

async function run(options: ThreadOptions): Promise<void> {
  try {
    const summary = await runAgent({
      ...options,
      clock: new SystemClock(),
      onEvent: (event) => tell({ kind: "event", event }),
      signal: stop.signal,
    });
    tell({ kind: "done", summary });
  } catch (error) {
    tell({ kind: "failed", message: messageOf(error), isAgentError: error instanceof AgentError });
  }
}
