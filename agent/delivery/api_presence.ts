import { AgentError, IdTakenError } from "../agent_error.ts";
import type { AgentEvent } from "../agent_event.ts";
import type { ApiClient, SendOutcome } from "./api_client.ts";
import { backoffMs } from "./backoff.ts";
import type { CorrectedClock } from "../../clock/corrected_clock.ts";

/** What a presence is told by. */
export interface PresenceOptions {
  readonly api: ApiClient;
  readonly clock: CorrectedClock;
  readonly onEvent: (event: AgentEvent) => void;
}

/** Whether the api is there, as its answers tell. Says so when it goes away or comes back. */
export class ApiPresence {
  readonly #options: PresenceOptions;
  #failures = 0;
  #awaySinceMs: number | undefined;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** Compares clocks and finds out whether the api is there, without a promise. @throws {AgentError} when it refuses the token. */
  async greet(signal: AbortSignal): Promise<void> {
    const outcome = await this.#options.api.send(null, [], signal);
    if (!signal.aborted) this.note(outcome);
  }

  /**
   * Takes note of what came of a message, and returns how long to wait before the next one: 0 where the api has answered.
   *
   * @throws {AgentError} when it refuses the token.
   * @throws {IdTakenError} when another agent runs under the same id.
   */
  note(outcome: SendOutcome): number {
    if (outcome.kind === "unauthorised") {
      throw new AgentError("Cannot send to the api, which refuses the token: set API_TOKEN to the api's own");
    }
    if (outcome.kind === "idTaken") throw new IdTakenError(`Cannot send under this agent's id: ${outcome.reason}`);
    if (outcome.kind === "away") return this.#noteAway(outcome);
    this.#noteBack();
    if ("timeMs" in outcome && outcome.timeMs !== undefined) this.#options.clock.compare(outcome.timeMs);
    return 0;
  }

  #noteAway({ reason, retryAfterMs }: SendOutcome & { kind: "away" }): number {
    if (this.#awaySinceMs === undefined) {
      this.#awaySinceMs = this.#options.clock.now();
      this.#options.onEvent({ kind: "apiAway", reason });
    }
    return backoffMs(++this.#failures, { retryAfterMs });
  }

  #noteBack(): void {
    if (this.#awaySinceMs !== undefined) {
      this.#options.onEvent({ kind: "apiBack", awayMs: this.#options.clock.now() - this.#awaySinceMs });
    }
    this.#awaySinceMs = undefined;
    this.#failures = 0;
  }
}
