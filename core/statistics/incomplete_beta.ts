/**
 * The regularised incomplete beta function I_x(a, b), 0 to 1: the probability that a beta variable of shapes `a`, `b` is at most `x`. With it the
 * tails of a binomial are P(X >= k) = I_p(k, n - k + 1), for counts that are no whole numbers too. A shape of 0 or less is a point at its end.
 *
 * Continued fraction by Lentz's method (Numerical Recipes, section 6.4), to about 12 digits; far tails end at 1e-308, and then at 0.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.ok(Math.abs(incompleteBeta(0.5, 3, 1) - 1 / 8) < 1e-12); // three heads of three
 * ```
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (a <= 0 || x >= 1) return 1;
  if (b <= 0 || x <= 0) return 0;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? Math.min(1, front * fraction(x, a, b) / a)
    : Math.max(0, 1 - front * fraction(1 - x, b, a) / b);
}

const ENOUGH = 1e-13;
const TINY = 1e-300;
/** Terms grow with the root of the larger shape: this is enough for counts of a billion. */
const MOST_TERMS = 100_000;

function fraction(x: number, a: number, b: number): number {
  let c = 1, d = 1 / away(1 - (a + b) * x / (a + 1)), sum = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    sum *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    sum *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return sum;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

const LANCZOS = [
  76.18009172947146,
  -86.50532032941677,
  24.01409824083091,
  -1.231739572450155,
  0.001208650973866179,
  -0.000005395239384953,
];

/** Logarithm of the gamma function of a positive number, to about 10 digits (Lanczos 1964). */
function lnGamma(x: number): number {
  const shifted = x + 5.5;
  const series = LANCZOS.reduce((sum, weight, i) => sum + weight / (x + 1 + i), 1.000000000190015);
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log(2.5066282746310007 * series / x);
}
