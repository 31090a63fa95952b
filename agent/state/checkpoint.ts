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
  /** Read to its end, and given up. @default false */
  readonly isDone?: boolean;
  /** A compressed file whose rest is read; then `offset` counts what is decompressed. @default false */
  readonly isArchive?: boolean;
  /** Whether the path led to a file of its own folder when it was named first. @default {not known} */
  readonly isInside?: boolean;
  /** There was no file at the path. @default false */
  readonly isAbsent?: boolean;
  /** When it was last written to, by what is known of it, epoch milliseconds. @default {not known} */
  readonly writtenMs?: number;
  /** Everything of the log that was last written to before this time is read, or is in a mark, epoch milliseconds. @default {not known} */
  readonly seenMs?: number;
  /** Where rotation moves the log's files, where that is another folder. */
  readonly oldFolder?: string;
  /** Files that links have led to, the newest last, where their paths are other ones. @default {none} */
  readonly linked?: readonly string[];
  /** It has left its path. @default false */
  readonly hasLeft?: boolean;
  /** Lines that were there and not read, by their likely length. @default 0 */
  readonly unread?: number;
  /** Where they ended, bytes. @default {at `offset`} */
  readonly unreadEnd?: number;
  /** Mean length of its lines, bytes. @default {not known} */
  readonly lineBytes?: number;
}

/**
 * Digests of a file's first bytes, and of those before the position that it was read to: they tell it from another that got its
 * inode, or has the same header, and find it in a copy.
 */
export interface Fingerprint {
  readonly length: number;
  readonly hash: string;
  /** The `length` bytes before `end`; by their `sum` places are found that may have them. @default {nothing was read} */
  readonly tail?: { readonly end: number; readonly length: number; readonly hash: string; readonly sum?: number };
}

/** Where the agent is after a batch: a restart goes on from the newest batch's position. */
export interface Checkpoint {
  readonly files: readonly FileCheckpoint[];
  readonly sources: Readonly<Record<string, SourceTotals>>;
  /** Id of the agent whose totals these are: a copy of its state gets another. @default {the reader's own} */
  readonly agent?: string;
}

export const START_CHECKPOINT: Checkpoint = { files: [], sources: {} };
