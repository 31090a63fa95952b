import { messageOf } from "../../core/message_of.ts";
import type { DetectorEvent } from "../detector_event.ts";
import type { OutcomeSink } from "./outcome_sink.ts";

/** Gives each event to every sink, and the failure of one to the others as a problem: once, until it fails otherwise. */
export class SinkList {
  readonly #sinks: readonly OutcomeSink[];
  readonly #underWay = new Set<Promise<void>>();
  readonly #failures = new Map<OutcomeSink, string>();

  constructor(sinks: readonly OutcomeSink[]) {
    this.#sinks = sinks;
  }

  /** Never throws, and waits for none. */
  publish(event: DetectorEvent): void {
    for (const sink of this.#sinks) this.#give(sink, event, (message) => this.#report(sink, message));
  }

  /** Resolves when no sink is at work. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Closes all sinks, whichever of them fails to. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#sinks.map(async (sink) => await sink.close?.()));
  }

  #give(sink: OutcomeSink, event: DetectorEvent, onFailure: (message: string) => void): void {
    try {
      const taken = sink.take(event);
      if (taken === undefined) return;
      const ended: Promise<void> = taken
        .catch((error) => onFailure(messageOf(error)))
        .finally(() => this.#underWay.delete(ended));
      this.#underWay.add(ended);
    } catch (error) {
      onFailure(`Cannot give an event to ${sink.name}: ${messageOf(error)}`);
    }
  }

  /** A failure to take the report itself is not reported, as two that fail would report each other without end. */
  #report(failed: OutcomeSink, message: string): void {
    if (this.#failures.get(failed) === message) return;
    this.#failures.set(failed, message);
    for (const sink of this.#sinks) if (sink !== failed) this.#give(sink, { kind: "problem", message }, () => {});
  }
}
