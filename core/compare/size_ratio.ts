import { sum } from "../sum.ts";

/** Lines of a template before and after. */
export interface Counts {
  readonly before: number;
  readonly after: number;
}

/**
 * How many times as many lines are expected afterwards of a template that has not changed: the median of the templates' own ratios (the size factor of
 * Anders and Huber 2010), so that a flood of one message makes no others rarer. The templates asked are those of which five lines are expected; where they
 * are less than three, or most are gone, it is the ratio of all lines.
 */
export function sizeRatio(templates: readonly Counts[]): number {
  const before = sum(templates.map((each) => each.before)), after = sum(templates.map((each) => each.after));
  if (before === 0 || after === 0) return 1;
  const total = after / before;
  const ratios = templates.filter((each) => each.before * Math.min(1, total) >= LEAST).map((each) =>
    each.after / each.before
  );
  const middle = ratios.length < FEWEST ? 0 : median(ratios);
  return middle > 0 ? middle : total;
}

const LEAST = 5;
const FEWEST = 3;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
