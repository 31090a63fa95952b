import { SystemClock } from "../../clock/system_clock.ts";
import { EVERY_LINE } from "../../core/mining/records/record_rule.ts";
import type { AgentEvent, AgentSummary } from "../agent_event.ts";
import type { AgentOptions } from "../agent_options.ts";
import { runAgent } from "../run_agent.ts";
import type { ApiDouble } from "./api_double.ts";

/** An agent that runs against a double of the api, with slots of 20 ms, and gives each line at once. */
export class RunningAgent implements AsyncDisposable {
  readonly events: AgentEvent[] = [];
  readonly done: Promise<AgentSummary>;
  readonly #stop = new AbortController();

  constructor(api: ApiDouble, options: Partial<AgentOptions> & { stateFolder: string }) {
    this.done = runAgent({
      files: [],
      apiUrl: "http://api.test",
      host: "h",
      transport: api.transport,
      clock: new SystemClock(),
      slotMs: 20,
      windowMs: 40,
      openRule: () => EVERY_LINE,
      onEvent: (event) => this.events.push(event),
      signal: this.#stop.signal,
      ...options,
    });
    this.done.catch(() => {});
  }

  /** Ends it as SIGINT does. */
  stop(): Promise<AgentSummary> {
    this.#stop.abort();
    return this.done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop().catch(() => {});
  }

  /** Events of one kind. */
  of<Kind extends AgentEvent["kind"]>(kind: Kind): Extract<AgentEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<AgentEvent, { kind: Kind }> => event.kind === kind);
  }
}

/** Resolves as soon as the condition holds. @throws when it does not in time. */
export async function until(
  condition: () => boolean,
  { what = condition.toString(), withinMs = 10_000 } = {},
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
