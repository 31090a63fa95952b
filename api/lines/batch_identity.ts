import type { CounterBatch } from "../../core/counter_batch.ts";
import { API_AGENT } from "../../core/heartbeat.ts";

/** Batch numbers are below this one. */
const NUMBERS = 1e9;

/** Names the batches that this process makes: a random agent id, never used by another process, and a number that counts up. */
export class BatchIdentity {
  #agent = newAgent();
  #number = 0;

  /** The id under which this process counts now. */
  get agent(): string {
    return this.#agent;
  }

  /** The next batch's name. When the numbers are used up, it goes on under a new id. */
  next(): Pick<CounterBatch, "agent" | "number"> {
    if (this.#number === NUMBERS) {
      this.#agent = newAgent();
      this.#number = 0;
    }
    return { agent: this.#agent, number: this.#number++ };
  }
}

function newAgent(): string {
  return `${API_AGENT}${crypto.randomUUID()}`;
}
