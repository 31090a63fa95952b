import type { AgentEvent } from "../agent_event.ts";
import type { ApiClient, SendOutcome } from "./api_client.ts";

/** As often in a row a batch has to be refused without a signature, before it is asked who refuses it. */
const LEAST_REFUSALS = 8;

/**
 * Tells an api of before, which does not sign what it refuses, from a gateway that speaks as it does: what is not signed is final where the api
 * itself answers to a message without a batch, and says nothing of signatures. Else one batch would keep all others waiting for ever.
 */
export class UnsignedRefusals {
  readonly #api: ApiClient;
  readonly #onEvent: (event: AgentEvent) => void;
  #isOfBefore = false;
  #inARow = 0;

  constructor({ api, onEvent }: { readonly api: ApiClient; readonly onEvent: (event: AgentEvent) => void }) {
    this.#api = api;
    this.#onEvent = onEvent;
  }

  /** What came of a batch: a refusal that is not signed is final once it is known that it need not be. */
  async settled(outcome: SendOutcome, signal: AbortSignal): Promise<SendOutcome> {
    if (outcome.kind === "stored" && outcome.signsRefusals) this.#isOfBefore = false;
    const isUnsigned = outcome.kind === "away" && outcome.isUnsigned === true;
    this.#inARow = isUnsigned ? this.#inARow + 1 : 0;
    if (!isUnsigned || this.#inARow < LEAST_REFUSALS && !this.#isOfBefore) return outcome;
    const probe = await this.#api.send(null, [], signal);
    const wasOfBefore = this.#isOfBefore;
    this.#isOfBefore = probe.kind === "stored" && !probe.signsRefusals;
    if (this.#isOfBefore && !wasOfBefore) this.#onEvent({ kind: "warning", message: OF_BEFORE });
    return this.#isOfBefore ? { kind: "refused", reason: outcome.reason } : outcome;
  }
}

const OF_BEFORE =
  "The api is older than this agent, and does not sign what it refuses: a batch that it, or a gateway in its words, refuses is kept " +
  "aside, and the next one is sent; bring the api up to date, then `resend` what was kept";
