import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import { fileProblem, isSystemError } from "../../agent/input/file/file_problem.ts";
import type { LineMiner } from "../../counting/line_miner.ts";
import type { OnRecord } from "../../counting/log_record.ts";
import { RecordMiner } from "../../counting/record_miner.ts";
import { RecordStream } from "../../counting/record_stream.ts";
import { recordRule } from "../../counting/start_lines.ts";
import { readLog, type ReadLogOptions } from "../../logs/read_log.ts";

/** What was mined. */
export interface MinedFiles {
  /** Handles of every line's record, in order. */
  readonly handles: number[];
  /** Records by handle. */
  readonly counts: number[];
  /** Records by handle and index of their level. */
  readonly levels: number[][];
}

/** How files are read and mined. */
export interface MineOptions extends ReadLogOptions {
  /** A pattern that the first line of each record begins with. @default {stack traces are joined to their first line} */
  readonly start?: string;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
}

/** Mines whole files, record by record; a last line counts also without its newline. */
export async function mineFiles(
  miner: LineMiner,
  paths: readonly string[],
  { fields, ...options }: MineOptions = {},
): Promise<MinedFiles> {
  const handles: number[] = [], counts: number[] = [], levels: number[][] = [];
  const records = new RecordMiner(miner, fields);
  await readRecords(paths, (record) => {
    const handle = records.mine(record);
    for (let line = 0; line < record.lines; line++) handles.push(handle);
    counts[handle] = (counts[handle] ?? 0) + 1;
    const ofHandle = levels[handle] ??= [];
    ofHandle[records.level] = (ofHandle[records.level] ?? 0) + 1;
  }, options);
  return { handles, counts, levels };
}

/** Gives every record of files, in order, to `onRecord`. @throws {Error} that names the file which can't be read */
export async function readRecords(
  paths: readonly string[],
  onRecord: OnRecord,
  { start, ...options }: Omit<MineOptions, "fields"> = {},
): Promise<void> {
  for (const path of paths) {
    const records = new RecordStream(onRecord, recordRule(start)());
    try {
      for await (const piece of readLog(path, options)) records.push(piece);
    } catch (error) {
      throw isSystemError(error) ? new Error(fileProblem(path, error), { cause: error }) : error;
    }
    records.end();
  }
}
