/**
 * How improbable this many lines, or more extreme ones, are in a Poisson process: at least this many nats, by the Chernoff bound of its tail
 * (Mitzenmacher and Upfal, Probability and Computing, theorem 5.4); 0 where as many came as expected, Infinity where none was expected and any came.
 *
 * @param count lines. @param expected how many were, at least 0.
 */
export function poissonNats(count: number, expected: number): number {
  return count === 0 ? expected : count * Math.log(count / expected) - count + expected;
}
