/** How windows are evaluated. What is not said otherwise is the sigma detector's. */
export interface DetectionSettings {
  /** Which of `detectors.ts`. @default the first of them */
  readonly detector?: string;
  /** False alarms a day that are bearable, over all sources; of the auto detector. @default 1 */
  readonly alarmsPerDay?: number;
  /** Length of a window, milliseconds; windows are aligned to the epoch. @default 2000 */
  readonly windowMs: number;
  /** Complete windows from which a baseline is learned before anything is evaluated by it. @default 5 */
  readonly learningWindows: number;
  /** How many of the newest normal windows a baseline holds, at least `learningWindows`. @default 30 */
  readonly baselineWindows: number;
  /** How many sigma above its mean a count is anomalous. @default 4 */
  readonly sigmaMultiplier: number;
}

/**
 * The sigma detector with the settings that are meant when nothing is said. At 100 lines/s with 5 % jitter a window holds 200 lines and sigma is 10:
 * 240 lines are the most that is normal, so 1.2 times the traffic is the least that is seen.
 */
export const DETECTION_DEFAULTS: DetectionSettings = {
  detector: "sigma",
  windowMs: 2000,
  learningWindows: 5,
  baselineWindows: 30,
  sigmaMultiplier: 4,
};
