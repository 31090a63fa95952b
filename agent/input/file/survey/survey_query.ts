import type { OpenRule } from "../../../../core/mining/records/record_rule.ts";
import type { FileCheckpoint } from "../../../state/checkpoint.ts";
import type { FoundFile } from "../file_search.ts";
import type { OpenFile } from "../open_file.ts";

/** What is looked for, and what is known already. */
export interface SurveyQuery {
  /** Of the log that is followed. */
  readonly path: string;
  /** How far files were read whose rest is to be found. */
  readonly wanted: readonly FileCheckpoint[];
  /** How far files were read that are done, or are being read from other ends. */
  readonly done: readonly FileCheckpoint[];
  /** Files of the log that are being read. */
  readonly open: readonly OpenFile[];
  /** The one of them that has the path. */
  readonly current?: OpenFile;
  /** How far that was read, were it truncated by now; one of the done. */
  readonly currentMark?: FileCheckpoint;
  /** A file that was truncated, and was read as it was. */
  readonly truncated?: OpenFile;
  /** How far the file at the path was read by the last run, whose content it holds; it may be a copy that has it by now. */
  readonly resumed?: { readonly file: OpenFile; readonly mark: FileCheckpoint };
  /** What was last written to since then is read, were it never seen before; Infinity: nothing of it. */
  readonly sinceMs: number;
  /** A folder that the log's rotated files are moved to, where that is known. */
  readonly oldFolder?: string;
  /** Files that the links of the log's path have led to. */
  readonly linked: readonly string[];
  /** Whether a file is somebody else's. */
  readonly isTaken: (file: FoundFile) => boolean;
  readonly nowMs: number;
  readonly openRule?: OpenRule;
}
