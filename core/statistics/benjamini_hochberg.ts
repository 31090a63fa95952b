/**
 * Which of many tests are beyond chance, so that no more than `rate` of those called are expected to be called wrongly: the step-up procedure of
 * Benjamini and Hochberg (1995). It holds for independent tests, and for those that depend on each other positively.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.deepEqual(beyondChance([0.9, 0.001, 0.02, 0.012], 0.05), [false, true, true, true]);
 * assert.deepEqual(beyondChance([0.04, 0.9], 0.05), [false, false]);
 * ```
 */
export function beyondChance(probabilities: readonly number[], rate: number): boolean[] {
  const sorted = probabilities.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((probability, i) => probability <= rate * (i + 1) / sorted.length);
  const limit = sorted[last] ?? -1;
  return probabilities.map((probability) => probability <= limit);
}
