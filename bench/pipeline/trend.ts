/** How a figure went over time. */
export interface Trend {
  readonly first: number;
  readonly median: number;
  readonly max: number;
  /** Slope of the least-squares line through the second half, per minute. */
  readonly perMinute: number;
  /** Whether that line rises by less than 5 % of the median from the second half's begin to its end. */
  readonly isLevel: boolean;
}

/**
 * The trend of samples that were taken every `everyMs`. The slope leaves out the first half, in which a process warms up.
 *
 * @param values two at least.
 */
export function trendOf(values: readonly number[], everyMs: number): Trend {
  const ordered = values.toSorted((a, b) => a - b);
  const median = ordered[Math.floor(ordered.length / 2)];
  const half = values.slice(Math.floor(values.length / 2));
  const perSample = slope(half);
  return {
    first: values[0],
    median,
    max: ordered[ordered.length - 1],
    perMinute: perSample * 60_000 / everyMs,
    isLevel: perSample * (half.length - 1) < 0.05 * median,
  };
}

function slope(values: readonly number[]): number {
  const centre = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let covariance = 0, variance = 0;
  for (let i = 0; i < values.length; i++) {
    covariance += (i - centre) * (values[i] - mean);
    variance += (i - centre) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}
