import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import type { FoundFile } from "../file_search.ts";
import type { OpenFile } from "../open_file.ts";
import type { ReadPart } from "../read_part.ts";

/** A file of which something is to be read, open where that is to be done. */
export interface FoundRest {
  readonly file: OpenFile;
  /** Where it is what was wanted. */
  readonly mark?: FileCheckpoint;
}

/** A file that has in another place what was read of one. */
export interface EditedFile {
  readonly path: string;
  /** Where reading goes on. */
  readonly offset: number;
  /** Mean length of the log's lines, bytes. @default {not known} */
  readonly lineBytes?: number;
}

/** What rotation has left of a log. */
export interface SurveyFindings {
  readonly files: readonly FoundRest[];
  /** Marks of compressed files. */
  readonly archives: readonly FileCheckpoint[];
  /** What of the wanted was not found. */
  readonly missing: readonly FileCheckpoint[];
  /** How many bytes there are of what was wanted and is read already, as another file. */
  readonly read: ReadonlyMap<FileCheckpoint, number>;
  /** Marks of what is read to its end, as another file: it may be compressed later. */
  readonly copies: readonly FileCheckpoint[];
  /** Whether there is a copy of what is not read yet: it is to be looked at again. */
  readonly isPending: boolean;
  /** Whether a copy is read on from where the file at the path was given out to: a record that may go on is begun there again. */
  readonly isTakenOver: boolean;
  /** What was wanted of the file at the path is in another one: it was truncated. */
  readonly isTruncated: boolean;
  /** Files that an editor has written anew with what was read of the wanted. */
  readonly edited: readonly EditedFile[];
  /** What compressed files hold that are to be read. */
  readonly archived: readonly ReadPart[];
  /** Compressed files that may hold lines and can't be read. */
  readonly unreadable: readonly FoundFile[];
  readonly oldFolder?: string;
  /** Everything that was last written to earlier is found. */
  readonly seenMs: number;
  /** Whether all was looked through: files were renamed all the time. */
  readonly isWhole: boolean;
}
