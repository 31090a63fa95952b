/**
 * Items in another order: Fisher and Yates' shuffle.
 *
 * @param below gives a number from 0 to n - 1 for n
 */
export function shuffled<T>(items: readonly T[], below: (n: number) => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Numbers from 0 to n - 1 that are the same for the same seed, above 0: Marsaglia's xorshift (2003), of 32 bits. */
export function seededBelow(seed: number): (n: number) => number {
  let state = seed * 0x9e3779b1 >>> 0;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ state << 5) >>> 0;
    return state % n;
  };
}
