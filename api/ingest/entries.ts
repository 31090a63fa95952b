import { type BodyPosition, RequestError } from "../request_error.ts";
import { parseJson } from "../json_body.ts";
import { checkEntry, type RawEntry } from "./raw_entry.ts";

/** An entry that is refused, by its place in the body, from 0. */
export interface RejectedEntry {
  readonly index: number;
  readonly reason: string;
  /** Where the body is no JSON there. */
  readonly position?: BodyPosition;
}

/** A body's entries: those to take and those refused. */
export interface CheckedEntries {
  readonly entries: readonly RawEntry[];
  readonly rejected: readonly RejectedEntry[];
}

/** Checks the values of a JSON array. */
export function checkedArray(values: readonly unknown[]): CheckedEntries {
  const entries: RawEntry[] = [];
  const rejected: RejectedEntry[] = [];
  values.forEach((value, index) => {
    const outcome = checkEntry(value);
    if ("entry" in outcome) entries.push(outcome.entry);
    else rejected.push({ index, reason: outcome.reason });
  });
  return { entries, rejected };
}

/** Checks NDJSON: one value per line, blank lines left out. A line that is no JSON is a refused entry among others. */
export function checkedLines(text: string): CheckedEntries {
  const entries: RawEntry[] = [];
  const rejected: RejectedEntry[] = [];
  let index = 0;
  text.split("\n").forEach((line, number) => {
    if (line.trim() === "") return;
    const outcome = readLine(line, number + 1);
    if ("entry" in outcome) entries.push(outcome.entry);
    else rejected.push({ index, ...outcome });
    index++;
  });
  return { entries, rejected };
}

function readLine(
  line: string,
  firstLine: number,
): { readonly entry: RawEntry } | { readonly reason: string; readonly position?: BodyPosition } {
  try {
    return checkEntry(parseJson(line, { firstLine }));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { reason: error.message, ...(error.position !== null && { position: error.position }) };
  }
}
