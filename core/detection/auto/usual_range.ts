/** 99 of 100 counts of a normal distribution are within this many standard deviations. */
const REACH = 2.58;

/**
 * What is usual where `expected` lines are, more than none, and counts scatter by `dispersion` (variance to mean): skewed as counts are,
 * so that the least stays above none.
 */
export function usualRange(expected: number, dispersion: number): { readonly lower: number; readonly upper: number } {
  const reach = REACH * Math.sqrt(expected * dispersion);
  return { lower: expected * Math.exp(-reach / expected), upper: expected + reach + dispersion };
}

/**
 * A count as it is learned from: clipped to what is plausible, so that a flood or a silence neither widens the band nor becomes
 * the level (Farrington et al. 1996 weigh such counts down; Noufaily et al. 2013).
 */
export function plausible(count: number, expected: number, dispersion: number): number {
  const reach = 4 * Math.sqrt(expected * dispersion);
  return Math.max(Math.min(count, expected + reach + 3 * dispersion), Math.max(0, expected - reach));
}
