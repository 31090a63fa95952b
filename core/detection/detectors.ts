import type { DetectionSettings } from "./detection_settings.ts";
import type { DetectorFactory } from "./detector_factory.ts";
import type { DetectorStart, SavedSource, SourceDetector } from "./source_detector.ts";
import { SIGMA } from "./sigma/sigma.ts";

/** All ways of detecting, the one that is meant when nothing is said first. A new one is a folder beside `sigma/`, and a line here. */
export const DETECTORS: readonly DetectorFactory[] = [SIGMA];

/** Begins to evaluate a source, the way that the settings choose. */
export function startDetector(source: string, settings: DetectionSettings, start: DetectorStart): SourceDetector {
  return chosen(settings).start(source, settings, start);
}

/**
 * Goes on with a source.
 * @throws {RangeError} when its state was made by another detector, or with windows of another length, which can't be compared.
 */
export function resumeDetector(source: string, settings: DetectionSettings, saved: SavedSource): SourceDetector {
  const { windowMs } = settings;
  const factory = chosen(settings);
  const { detector = DETECTORS[0]!.name } = saved.state;
  if (detector !== factory.name) {
    throw new RangeError(
      `Cannot continue "${source}" with detector "${factory.name}": expected "${detector}", which made its state`,
    );
  }
  if (saved.state.windowMs !== windowMs) {
    throw new RangeError(
      `Cannot continue "${source}" with windows of ${windowMs} ms: expected ${saved.state.windowMs} ms, as its baseline was learned`,
    );
  }
  return factory.resume(source, settings, saved);
}

function chosen({ detector = DETECTORS[0]!.name }: DetectionSettings): DetectorFactory {
  const factory = DETECTORS.find(({ name }) => name === detector);
  if (factory) return factory;
  const known = DETECTORS.map(({ name }) => `"${name}"`).join(", ");
  throw new RangeError(`Cannot detect with "${detector}": expected ${known}`);
}
