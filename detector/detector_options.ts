import type { Clock } from "../core/clock.ts";
import type { DetectionSettings } from "../core/detection/detection_settings.ts";
import type { Notifier } from "../notify/notifier.ts";
import type { DetectorStore } from "./detector_store.ts";
import type { DetectorEvent } from "./detector_event.ts";

/** Settings of the detector's loop. */
export interface DetectorOptions extends DetectionSettings {
  readonly store: DetectorStore;
  readonly clock: Clock;
  /** `fresh` forgets baselines, anomalies and what is known, and learns anew; `continue` goes on where the last run stopped. */
  readonly mode: "fresh" | "continue";
  /** Who is called for anomalies; they are closed with the detector. */
  readonly notifiers: readonly Notifier[];
  readonly onEvent: (event: DetectorEvent) => void;
  /** Ends the detector, at most a second later. */
  readonly signal: AbortSignal;
}
