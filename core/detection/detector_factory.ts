import type { DetectionSettings } from "./detection_settings.ts";
import type { DetectorStart, SavedSource, SourceDetector } from "./source_detector.ts";

/** A way of detecting, by which sources can be evaluated. */
export interface DetectorFactory {
  /** What a setting chooses it by; it is kept with its state. */
  readonly name: string;
  /** A detector for a source that was not evaluated yet. */
  start(source: string, settings: DetectionSettings, start: DetectorStart): SourceDetector;
  /**
   * Goes on from a state that it made itself with windows of the same length.
   * @throws {RangeError} when it can't make sense of it.
   */
  resume(source: string, settings: DetectionSettings, saved: SavedSource): SourceDetector;
}
