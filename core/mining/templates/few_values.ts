/** Most words that a position may have and still be taken for one with states: `RUNNING`, `GET`, `NOT_FOUND`; other words. */
export const MOST_CAPITALS = 24, MOST_WORDS = 12;
/** A position's words have come back when it has had this many lines for each of them. */
export const REPEATED = 12;
/** Or when each of them has had this many: none of them was a value in another order of lines. */
const ALL_BACK = 4;

/**
 * Whether words that stand at one position are few and come back, as states do, given how often each was met: then they are words.
 * Values keep coming anew. It does not depend on the order of lines. Five words of which two were met once are taken for values, but after
 * 60 lines for words.
 */
export function areFew(counts: readonly number[], most: number): boolean {
  if (counts.length > most) return false;
  const once = counts.filter((count) => count <= 1).length;
  return hasSeen(counts) ? once <= counts.length / 2 : once < 2;
}

/** Whether words that were taken for values have turned out to be few and to come back. */
export function areStates(counts: readonly number[], most: number): boolean {
  if (counts.length < 2 || counts.length > most) return false;
  if (!hasSeen(counts)) return counts.every((count) => count >= ALL_BACK);
  return counts.filter((count) => count <= 1).length <= counts.length / 5;
}

function hasSeen(counts: readonly number[]): boolean {
  return counts.reduce((sum, count) => sum + count, 0) >= REPEATED * counts.length;
}
