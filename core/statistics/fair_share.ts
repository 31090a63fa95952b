/**
 * The largest share that each of several demands may have, so that what they get together is no more than there is: those below it get all
 * that they ask for, the others as much as each other (max-min fairness by progressive filling; Bertsekas and Gallager 1992,
 * Data Networks, 6.5.2). Infinity where there is enough for all.
 *
 * @param demands at least 0, in the unit of `total`.
 */
export function fairShare(demands: readonly number[], total: number): number {
  let left = total, asking = demands.length;
  for (const demand of [...demands].sort((a, b) => a - b)) {
    if (demand * asking > left) return left / asking;
    left -= demand;
    asking--;
  }
  return Infinity;
}
