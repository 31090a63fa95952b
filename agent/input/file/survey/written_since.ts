import type { FoundFile } from "../file_search.ts";

/** Other tools keep times of files to the second. */
const COARSEST_MS = 1_000;

/** Whether a file was written to at a time or later, were it only told to the second. */
export function isWrittenSince({ writtenMs }: Pick<FoundFile, "writtenMs">, ms: number): boolean {
  return writtenMs >= Math.floor(ms / COARSEST_MS) * COARSEST_MS;
}

/** Whether a file may hold what a log got at a time or later: what is compressed has the time at which its rotation began. */
export function mayHold(found: FoundFile, ms: number): boolean {
  return isWrittenSince(found, ms) || isWrittenSince({ writtenMs: found.bornMs }, ms);
}
