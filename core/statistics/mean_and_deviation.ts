/** Mean and sample standard deviation of `count` values. */
export interface MeanAndDeviation {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1); 0 for fewer than two values. */
  readonly stddev: number;
}

/**
 * Mean and sample standard deviation in one pass (Welford 1962), which keeps its precision where sums of squares cancel
 * out: three counts around a billion are told apart as well as three around zero. No values at all give zeros.
 *
 * @param zeros how many further values are 0; they are merged in closed form (Chan, Golub, LeVeque 1979), so that a
 * sparse series costs only its values above 0.
 *
 * ```ts
 * import { meanAndDeviation } from "./mean_and_deviation.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(meanAndDeviation([4, 6]), { count: 2, mean: 5, stddev: Math.SQRT2 });
 * assert.equal(meanAndDeviation([4, 6], { zeros: 2 }).mean, 2.5);
 * ```
 */
export function meanAndDeviation(
  values: Iterable<number>,
  { zeros = 0 }: { readonly zeros?: number } = {},
): MeanAndDeviation {
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    n++;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  const count = n + zeros;
  if (count === 0) return { count: 0, mean: 0, stddev: 0 };
  squares += mean * mean * n * zeros / count;
  return { count, mean: mean * n / count, stddev: count < 2 ? 0 : Math.sqrt(squares / (count - 1)) };
}
