import { type BodyPosition, RequestError } from "../request_error.ts";
import { parseJson } from "../json_body.ts";
import { assertFewEntries } from "../body_bounds.ts";
import { WorkTime } from "../work_time.ts";
import { checkEntry, type RawEntry } from "./raw_entry.ts";

/** Entries of one body. Checking and mining so many take about a second. */
export const MOST_ENTRIES = 100_000;

/** The reasons of so many are told; further ones are told apart by their number alone, since finding a reason is the larger part of the work. */
export const MOST_REASONS = 1000;

/** How long a body's entries may be checked, all other requests waiting. */
const CHECK_WITHIN_MS = 2000;

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

/** Checks the values of a JSON array. @throws {RequestError} 413 where they are too many, or it takes too long. */
export function checkedArray(values: readonly unknown[]): CheckedEntries {
  assertFewEntries(values.length, MOST_ENTRIES);
  const time = new WorkTime(CHECK_WITHIN_MS);
  const entries: RawEntry[] = [];
  const rejected: RejectedEntry[] = [];
  values.forEach((value, index) => {
    time.step();
    const outcome = checkEntry(value);
    if ("entry" in outcome) entries.push(outcome.entry);
    else rejected.push({ index, reason: outcome.reason });
  });
  return { entries, rejected };
}

/** Checks NDJSON: one value per line, blank lines left out. A line that is no JSON is a refused entry among others. @throws {RequestError} 413 where it takes too long. */
export function checkedLines(text: string): CheckedEntries {
  const time = new WorkTime(CHECK_WITHIN_MS);
  const entries: RawEntry[] = [];
  const rejected: RejectedEntry[] = [];
  let index = 0;
  text.split("\n").forEach((line, number) => {
    if (line.trim() === "") return;
    time.step();
    const outcome = rejected.length < MOST_REASONS ? readLine(line, number + 1) : readBriefly(line);
    if ("entry" in outcome) entries.push(outcome.entry);
    else rejected.push({ index, ...outcome });
    index++;
  });
  return { entries, rejected };
}

function readBriefly(line: string): ReturnType<typeof readLine> {
  try {
    return checkEntry(JSON.parse(line));
  } catch {
    return { reason: "expected valid JSON" };
  }
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
