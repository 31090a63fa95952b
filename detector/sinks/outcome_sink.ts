import type { DetectorEvent } from "../detector_event.ts";

/**
 * Takes what the detector finds. Sinks come after the store: an event is given to them once what it speaks of is saved, in the order in
 * which windows were evaluated, and so an anomaly may come twice (after a crash), with the same id. A sink never stops the others,
 * nor the detector, which does not wait for it: what it holds meanwhile is its own to bound.
 */
export interface OutcomeSink {
  /** What a message about its failure calls it. */
  readonly name: string;
  /**
   * Takes an event, at once or later. Rejects with a one-line message when it gives the event up, which the other sinks are given as a
   * problem; what it throws at once is one too, by its name.
   */
  take(event: DetectorEvent): void | Promise<void>;
  /** Tells in a moment what waits, or gives it up, and resolves when nothing is under way any more. */
  close?(): Promise<void>;
}
