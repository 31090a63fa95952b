import { meanAndDeviation } from "./mean_and_deviation.ts";
import { type SlotCount, tallyWindows, type WindowRange } from "./tally_windows.ts";

/** Lines per window of one template (`*`: of all) over a range. */
export interface WindowStatistics {
  /** Id of the template, or `*`. */
  readonly template: string;
  /** Windows in the range. */
  readonly windows: number;
  /** Lines per window. */
  readonly mean: number;
  /** Sample standard deviation (n - 1); 0 where the range is one window. */
  readonly stddev: number;
}

/**
 * Mean and sample standard deviation of lines per window, per template and for `*`, ordered by template. A window without
 * lines counts 0; a template without a line in the range has no row.
 *
 * @throws {RangeError} when the range's ends are no multiples of the window's length.
 */
export function windowStatistics(points: Iterable<SlotCount>, range: WindowRange): WindowStatistics[] {
  const series = new Map<string, number[]>();
  for (const counts of tallyWindows(points, range).values()) {
    for (const [template, count] of counts) {
      const values = series.get(template);
      if (values === undefined) series.set(template, [count]);
      else values.push(count);
    }
  }
  const windows = Math.max(0, (range.toMs - range.fromMs) / range.windowMs);
  return [...series]
    .map(([template, values]) => {
      const { mean, stddev } = meanAndDeviation(values, { zeros: windows - values.length });
      return { template, windows, mean, stddev };
    })
    .sort((a, b) => a.template < b.template ? -1 : 1);
}
