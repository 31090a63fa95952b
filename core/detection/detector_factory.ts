import type { DetectionSettings } from "./detection_settings.ts";
import type { SeenHeartbeat } from "../heartbeat.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Outcome } from "./outcome.ts";
import type { DetectorStart, SavedSource, SourceDetector } from "./source_detector.ts";

/** A way of detecting, by which sources can be evaluated. */
export interface DetectorFactory {
  /** What a setting chooses it by; it is kept with its state. */
  readonly name: string;
  /** Whether each window tells a person something: how it compares with a band that is learned in seconds. */
  readonly saysEachWindow: boolean;
  /** Begins a run: what is shared by all sources of one detector, such as a budget of alarms, is made here. */
  begin(settings: DetectionSettings): DetectorRun;
}

/** One detector at work: makes a part of it for each source. */
export interface DetectorRun {
  /** Windows of a source after which its state is saved; younger ones are evaluated again after a crash, to the same end. */
  readonly windowsPerState: number;
  /** What is promised, in a line for the start; null where there is nothing to say. */
  readonly promise: string | null;
  /** What it can't call yet in a source that it has watched for so long, each with when it can; empty where it can call everything. */
  pending(watchedMs: number): readonly string[];
  /** Length of the windows in which its detectors learn what was before they began, milliseconds. @default {they do not} */
  readonly pastWindowMs?: number;
  /** Goes by what operators have said from now on. @default it does not: see `muted_episodes.ts` */
  obey?(ledger: Ledger): void;
  /**
   * Takes the newest heartbeat of each agent and source, at each look at them: an agent that is gone has no windows that would say so.
   * @default nobody is missed
   */
  hear?(heartbeats: readonly SeenHeartbeat[], nowMs: number): Outcome[];
  /** Ids of the incidents that go on. @default it makes none */
  readonly openIncidents?: ReadonlySet<string>;
  /** A detector for a source that was not evaluated yet. */
  start(source: string, start: DetectorStart): SourceDetector;
  /**
   * Goes on from a state that this way of detecting made itself with windows of the same length.
   * @throws {RangeError} when it can't make sense of it.
   */
  resume(source: string, saved: SavedSource): SourceDetector;
}
