import type { DetectorFactory } from "../detector_factory.ts";
import { SigmaDetector } from "./sigma_detector.ts";
import { SIGMA_NAME, type SigmaSource } from "./sigma_state.ts";

/** Bands of mean and standard deviation over the last normal windows. */
export const SIGMA: DetectorFactory = {
  name: SIGMA_NAME,
  saysEachWindow: true,
  begin: (settings) => ({
    windowsPerState: 10,
    promise: null,
    pending: () => [],
    start: (source, start) => new SigmaDetector(source, settings, start),
    resume: (source, saved) => SigmaDetector.fromState(source, settings, saved as SigmaSource),
  }),
};
