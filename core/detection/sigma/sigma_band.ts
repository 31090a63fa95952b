import { type MeanAndDeviation, meanAndDeviation } from "../../statistics/mean_and_deviation.ts";
import type { Band } from "../figures/band.ts";

/** No band is narrower than this share of its mean: at 1,000 lines a window and no jitter at all, 1,201 are anomalous. */
const LEAST_RELATIVE_SIGMA = 0.05;
/** Nor than this many lines: a series that was always 0 is anomalous from 5 lines in a window on. */
const LEAST_SIGMA = 1;

/** How a {@linkcode sigmaBand} is drawn. */
export interface SigmaBandOptions {
  /** Sigma to each side. @default 4 */
  readonly multiplier?: number;
  /**
   * For a single template, whose rare lines come independently of each other: sigma is no less than the square root of the mean (a
   * Poisson count's).
   * @default false
   */
  readonly counting?: boolean;
}

/**
 * Mean and sample standard deviation of the history, `multiplier` sigma to both sides; the lower end is never below 0.
 * Sigma is no less than 1 line and than 5 % of the mean. An empty history expects 0.
 *
 * @param history counts per window.
 */
export function sigmaBand(history: Iterable<number>, options: SigmaBandOptions = {}): Band {
  return bandOf(meanAndDeviation(history), options);
}

/** The band of a history of which mean and standard deviation are known, see {@linkcode sigmaBand}. */
export function bandOf(
  { mean, stddev }: Pick<MeanAndDeviation, "mean" | "stddev">,
  { multiplier = 4, counting = false }: SigmaBandOptions = {},
): Band {
  const deviation = Math.max(stddev, LEAST_SIGMA, LEAST_RELATIVE_SIGMA * mean, counting ? Math.sqrt(mean) : 0);
  return {
    level: mean,
    lower: Math.max(0, mean - multiplier * deviation),
    upper: mean + multiplier * deviation,
    deviation,
  };
}
