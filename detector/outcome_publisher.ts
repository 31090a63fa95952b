import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import { messageOf } from "../core/message_of.ts";
import type { AnomalyChange } from "../notify/notifier.ts";
import type { DetectorOptions } from "./detector_options.ts";
import { eventOf } from "./event_of.ts";

/** Publishes outcomes to the terminal, and anomalies to the notifiers, for whom nobody waits. */
export class OutcomePublisher {
  readonly #options: DetectorOptions;
  readonly #underWay = new Set<Promise<void>>();

  constructor(options: DetectorOptions) {
    this.#options = options;
  }

  /** @param anomaly the outcome's, as it was saved. */
  publish(source: string, outcome: Outcome, anomaly: Anomaly | undefined): void {
    const { clock, windowMs, onEvent } = this.#options;
    onEvent(eventOf(outcome, anomaly, { source, windowMs, nowMs: clock.now() }));
    if (anomaly && (outcome.kind === "opened" || outcome.kind === "closed")) this.#notify(anomaly, outcome.kind);
  }

  /** Resolves when no notifier is at work. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  #notify(anomaly: Anomaly, change: AnomalyChange): void {
    for (const notifier of this.#options.notifiers) {
      const sent = notifier.notify(anomaly, change)
        .catch((error) => this.#options.onEvent({ kind: "problem", message: messageOf(error) }))
        .finally(() => this.#underWay.delete(sent));
      this.#underWay.add(sent);
    }
  }
}
