import { AgentError } from "../agent_error.ts";
import type { AgentEvent, AgentSummary } from "../agent_event.ts";
import type { AgentOptions } from "../agent_options.ts";
import type { FromThread, ThreadOptions, ToThread } from "./thread_message.ts";

/** What an agent in a thread of its own is told: what is no plain value stays with the caller, or has its default there. */
export type ApartOptions = ThreadOptions & Pick<AgentOptions, "onEvent" | "signal">;

/**
 * As `runAgent`, in a thread of its own: reading and mining go on while the caller works. Its clock is the machine's.
 *
 * @throws {AgentError} as `runAgent` does
 */
export async function runAgentApart({ onEvent, signal, ...options }: ApartOptions): Promise<AgentSummary> {
  const thread = new Worker(new URL("./agent_thread.ts", import.meta.url), { type: "module", name: "agent" });
  const tell = (message: ToThread) => thread.postMessage(message);
  const stop = () => tell({ kind: "stop" });
  try {
    return await new Promise<AgentSummary>((resolve, reject) => {
      thread.onmessage = ({ data }: MessageEvent<FromThread>) => {
        if (data.kind === "event") onEvent?.(data.event as AgentEvent);
        else if (data.kind === "done") resolve(data.summary);
        else reject(data.isAgentError ? new AgentError(data.message) : new Error(data.message));
      };
      thread.onerror = (event) => {
        event.preventDefault();
        reject(new Error(`Cannot run the agent: ${event.message}`));
      };
      tell({ kind: "run", options });
      signal?.addEventListener("abort", stop);
      if (signal?.aborted) stop();
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    thread.terminate();
  }
}
