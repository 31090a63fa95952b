import type { SourceTotals } from "../../counting/source_totals.ts";

/** How far a file has been read and counted. */
export interface FileCheckpoint {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** When the file was created, epoch milliseconds; 0 where the file system does not say. */
  readonly bornMs: number;
  readonly fingerprint: Fingerprint;
  /** The next line begins here (or, when `skipping`, the rest of a line that was cut and counted). */
  readonly offset: number;
  readonly skipping: boolean;
  /** Bytes up to here were there when the log was first opened, and are its past. @default {it is read} */
  readonly pastEnd?: number;
  /** A rotated file that is read for its log's past alone; then `offset` counts what is decompressed. @default false */
  readonly isPast?: boolean;
}

/** A digest of a file's first bytes, which tells it from another that got its inode. */
export interface Fingerprint {
  readonly length: number;
  readonly hash: string;
}

/** Where the agent is after a batch: a restart goes on from the newest batch's position. */
export interface Checkpoint {
  readonly files: readonly FileCheckpoint[];
  readonly sources: Readonly<Record<string, SourceTotals>>;
}

export const START_CHECKPOINT: Checkpoint = { files: [], sources: {} };
