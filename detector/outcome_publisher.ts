import type { Clock } from "../core/clock.ts";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import { eventOf } from "./event_of.ts";
import type { SinkList } from "./sinks/sink_list.ts";

/** Says outcomes to the sinks. */
export class OutcomePublisher {
  readonly #options: { readonly clock: Clock; readonly windowMs: number; readonly sinks: SinkList };

  constructor(options: { readonly clock: Clock; readonly windowMs: number; readonly sinks: SinkList }) {
    this.#options = options;
  }

  /** @param anomaly the outcome's, as it was saved. */
  publish(source: string, outcome: Outcome, anomaly: Anomaly | undefined): void {
    const { clock, windowMs, sinks } = this.#options;
    sinks.publish(eventOf(outcome, anomaly, { source, windowMs, nowMs: clock.now() }));
  }
}
