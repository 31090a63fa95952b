import type { Clock } from "../core/clock.ts";
import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { SavedAnomaly } from "./anomaly_log.ts";
import { eventOf, type HeardOutcome } from "./event_of.ts";
import type { SinkList } from "./sinks/sink_list.ts";

/** What an {@linkcode OutcomePublisher} works with. */
export interface OutcomePublisherOptions {
  readonly clock: Clock;
  readonly windowMs: number;
  readonly run: Pick<DetectorRun, "pending">;
  readonly sinks: SinkList;
}

/** Says outcomes to the sinks. */
export class OutcomePublisher {
  readonly #options: OutcomePublisherOptions;

  constructor(options: OutcomePublisherOptions) {
    this.#options = options;
  }

  /** @param saved the outcome's anomaly, as it was saved. */
  publish(source: string, outcome: HeardOutcome, saved: SavedAnomaly | undefined): void {
    const { clock, windowMs, run, sinks } = this.#options;
    const worsened = saved?.worsened ?? false;
    const pending = (watchedMs: number) => run.pending(watchedMs);
    sinks.publish(eventOf(outcome, saved?.anomaly, { source, windowMs, nowMs: clock.now(), worsened, pending }));
  }
}
