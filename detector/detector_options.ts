import type { Clock } from "../core/clock.ts";
import type { DetectionSettings } from "../core/detection/detection_settings.ts";
import type { DetectorStore } from "./detector_store.ts";
import type { OutcomeSink } from "./sinks/outcome_sink.ts";

/** Settings of the detector's loop. */
export interface DetectorOptions extends DetectionSettings {
  readonly store: DetectorStore;
  readonly clock: Clock;
  /** `fresh` forgets baselines, anomalies and what is known, and learns anew; `continue` goes on where the last run stopped. */
  readonly mode: "fresh" | "continue";
  /** How much of the past that is stored a source that begins is learned from, milliseconds. @default 0 */
  readonly historyMs?: number;
  /** Who is given what is found, after the store; they are closed with the detector. */
  readonly sinks: readonly OutcomeSink[];
  /** Ends the detector, at most a second later. */
  readonly signal: AbortSignal;
}
