import type { FileCheckpoint } from "../../state/checkpoint.ts";

/** A log that was followed for less has no pace that is known, and one that was silent for longer has none when it is left. */
const LEAST_MS = 10_000;

/**
 * Lines that a log is likely to have got between the last look at it and the birth of the file that came after, by its pace until then, for as
 * long as it was followed at most; undefined where that can't be told.
 */
export function estimatedLoss(
  { bornMs, writtenMs = 0, lookedMs = 0, offset, lineBytes }: FileCheckpoint,
  nextBornMs: number,
): number | undefined {
  const lifeMs = lookedMs - bornMs;
  const isPaced = bornMs > 0 && lifeMs >= LEAST_MS && lookedMs - writtenMs <= LEAST_MS;
  if (!isPaced || lineBytes === undefined || nextBornMs <= lookedMs) return undefined;
  return Math.round(offset / lineBytes * Math.min(1, (nextBornMs - lookedMs) / lifeMs));
}
