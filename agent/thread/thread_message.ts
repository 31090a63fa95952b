import type { AgentEvent, AgentSummary } from "../agent_event.ts";
import type { AgentOptions } from "../agent_options.ts";

/** Options that are plain values, which may go to another thread. */
export type ThreadOptions = Omit<
  AgentOptions,
  "clock" | "transport" | "openMiner" | "openRule" | "stdin" | "onEvent" | "signal"
>;

/** What an agent's thread is told. */
export type ToThread =
  | { readonly kind: "run"; readonly options: ThreadOptions }
  | { readonly kind: "stop" };

/** What an agent's thread tells. */
export type FromThread =
  | { readonly kind: "event"; readonly event: AgentEvent }
  | { readonly kind: "done"; readonly summary: AgentSummary }
  | { readonly kind: "failed"; readonly message: string; readonly isAgentError: boolean };
