import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import type { LineMiner } from "../../counting/line_miner.ts";
import { RecordMiner } from "../../counting/record_miner.ts";
import { readRecords, type RecordOptions } from "../read_records.ts";

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
export interface MineOptions extends RecordOptions {
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
