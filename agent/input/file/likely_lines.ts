import type { FileCheckpoint } from "../../state/checkpoint.ts";

/** Of a log of which no line was read. */
export const LIKELY_LINE_BYTES = 100;

/** What a file got in less time tells nothing of how much it gets. */
const LEAST_LIFE_MS = 60_000;

/** As many lines as this many bytes are likely to hold, by how many a line has; 1 at least, but for no bytes. */
export function likelyLines(bytes: number, lineBytes: number): number {
  return bytes <= 0 ? 0 : Math.max(1, Math.round(bytes / lineBytes));
}

/**
 * As many lines as a file is likely to have got after it was last seen, had it been written on until a time (epoch milliseconds) as fast as since
 * its birth; 0 where that is not known, or less than a minute.
 */
export function likelyLinesUntil(
  ms: number,
  { bornMs, writtenMs = bornMs, offset, lineBytes = LIKELY_LINE_BYTES }: FileCheckpoint,
): number {
  const lifeMs = writtenMs - bornMs;
  if (bornMs === 0 || lifeMs < LEAST_LIFE_MS || ms <= writtenMs) return 0;
  return Math.round((ms - writtenMs) * offset / lifeMs / lineBytes);
}
