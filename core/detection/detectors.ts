import { AUTO } from "./auto/auto.ts";
import type { DetectionSettings } from "./detection_settings.ts";
import type { DetectorFactory, DetectorRun } from "./detector_factory.ts";
import { SIGMA } from "./sigma/sigma.ts";
import { SIGMA_NAME } from "./sigma/sigma_state.ts";
import type { SavedSource } from "./source_detector.ts";

/** All ways of detecting, the one that is meant when nothing is said first. A new one is a folder beside `sigma/`, and a line here. */
export const DETECTORS: readonly DetectorFactory[] = [AUTO, SIGMA];

/**
 * Begins to detect, the way that the settings choose.
 * @throws {RangeError} when there is no such way. The run's `resume` throws one, too, for a state of another detector, or of windows of
 * another length, which can't be compared.
 */
export function beginRun(settings: DetectionSettings): DetectorRun {
  const factory = chosenDetector(settings);
  const run = factory.begin(settings);
  return {
    windowsPerState: run.windowsPerState,
    promise: run.promise,
    pending: (watchedMs) => run.pending(watchedMs),
    pastWindowMs: run.pastWindowMs,
    obey: (ledger) => run.obey?.(ledger),
    hear: (heartbeats, nowMs) => run.hear?.(heartbeats, nowMs) ?? [],
    get openIncidents() {
      return run.openIncidents;
    },
    start: (source, start) => run.start(source, start),
    resume: (source, saved) => {
      refuseOther(source, saved, { name: factory.name, windowMs: settings.windowMs });
      return run.resume(source, saved);
    },
  };
}

function refuseOther(
  source: string,
  { state }: SavedSource,
  own: { readonly name: string; readonly windowMs: number },
) {
  // States of before there were several detectors name none.
  const { detector = SIGMA_NAME } = state;
  if (detector !== own.name) {
    throw new RangeError(
      `Cannot continue "${source}" with detector "${own.name}": expected "${detector}", which made its state`,
    );
  }
  if (state.windowMs !== own.windowMs) {
    throw new RangeError(
      `Cannot continue "${source}" with windows of ${own.windowMs} ms: expected ${state.windowMs} ms, as its baseline was learned`,
    );
  }
}

/** The way of detecting that the settings choose. @throws {RangeError} when there is no such way. */
export function chosenDetector(
  { detector = DETECTORS[0]!.name }: Pick<DetectionSettings, "detector">,
): DetectorFactory {
  const factory = DETECTORS.find(({ name }) => name === detector);
  if (factory) return factory;
  const known = DETECTORS.map(({ name }) => `"${name}"`).join(", ");
  throw new RangeError(`Cannot detect with "${detector}": expected ${known}`);
}
