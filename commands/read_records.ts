import { fileProblem, isSystemError } from "../agent/input/file/file_problem.ts";
import type { OnRecord } from "../counting/log_record.ts";
import { RecordStream } from "../counting/record_stream.ts";
import { recordRule } from "../counting/start_lines.ts";
import { readLog, type ReadLogOptions } from "../logs/read_log.ts";

/** How files are read. */
export interface RecordOptions extends ReadLogOptions {
  /** A pattern that the first line of each record begins with. @default {stack traces are joined to their first line} */
  readonly start?: string;
}

/** Gives every record of files, in order, to `onRecord`. @throws {Error} that names the file which can't be read */
export async function readRecords(
  paths: readonly string[],
  onRecord: OnRecord,
  { start, ...options }: RecordOptions = {},
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
