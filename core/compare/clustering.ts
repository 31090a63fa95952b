import { sum } from "../sum.ts";

/** Counts of one template in blocks, and of all lines in the same ones. */
export interface Spread {
  readonly counts: readonly number[];
  readonly totals: readonly number[];
}

/**
 * How much more the lines of templates come in clusters than lines at random would: the variance of their counts in blocks over the variance of a
 * Poisson count (Pearson's statistic over its degrees of freedom; McCullagh and Nelder 1989, section 4.5), at least 1. Ten lines that always come together
 * give about 10, and then 100 lines are worth ten.
 *
 * A template's own figure is worth as much as it has lines, up to one a block; for the rest it is taken to be as all templates are in the
 * middle.
 */
export function clusteringOf(spreads: readonly Spread[]): number[] {
  const own = spreads.map(pearson);
  const known = own.filter((_, i) => sum(spreads[i]!.counts) >= spreads[i]!.counts.length);
  const usual = Math.max(1, median(known));
  return spreads.map(({ counts }, i) => {
    const weight = Math.max(0, Math.min(sum(counts), counts.length - 1));
    return Math.max(1, (weight * own[i]! + PRIOR * usual) / (weight + PRIOR));
  });
}

/** What all templates say counts as this many lines of a template's own. */
const PRIOR = 3;

function pearson({ counts, totals }: Spread): number {
  const lines = sum(counts), all = sum(totals);
  if (lines === 0 || counts.length < 2) return 1;
  const squares = counts.map((count, i) => {
    const expected = lines * totals[i]! / all;
    return expected === 0 ? 0 : (count - expected) ** 2 / expected;
  });
  return sum(squares) / (counts.length - 1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 1;
}
