import { assertFewEntries } from "../body_bounds.ts";
import { parseJson } from "../json_body.ts";
import { type BodyPosition, RequestError } from "../request_error.ts";
import { WorkTime } from "../work_time.ts";
import { arrayElements, type BodyPiece, filledLines, valuesIn } from "./body_pieces.ts";
import { checkEntry, type EntryOutcome, type RawEntry } from "./raw_entry.ts";

/** Entries of one body. Checking and mining this many take about a second. */
export const MOST_ENTRIES = 100_000;

/** The reasons of this many are told; further ones are told apart by their number alone, since finding a reason is the larger part of the work. */
export const MOST_REASONS = 1000;

/** An entry has a handful of members; building one of a million takes a second in which nobody else is served. */
const MOST_ENTRY_VALUES = 1000;
const TOO_MANY_VALUES = { reason: `entry: expected at most ${MOST_ENTRY_VALUES} values` };

/** Looking for what is wrong in a body means to build it. */
const MOST_LOOKED_AT = 50_000;

/** How long a body's entries may be checked. */
const CHECK_WITHIN_MS = 5000;

const DECODER = new TextDecoder();

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

/**
 * Reads the elements of a JSON array one after another, others being served in between. Null for what is no array.
 *
 * @throws {RequestError} 400 with the place where it is no JSON, 413 where they are too many, or it takes too long.
 */
export async function checkedArray(bytes: Uint8Array): Promise<CheckedEntries | null> {
  const list = new EntryList();
  for (const piece of arrayElements(bytes)) {
    if (piece === null) {
      // Something is wrong somewhere, or it is another value: that is told of the whole, where it is not too much.
      if (valuesIn(bytes, 0, bytes.length) > MOST_LOOKED_AT) throw unreadable();
      if (Array.isArray(parseJson(DECODER.decode(bytes)))) {
        throw unreadable();
      }
      return null;
    }
    if (list.isDue()) await list.rest();
    list.add(elementOf(bytes, piece));
  }
  return list;
}

/** Reads NDJSON: one value per line, blank lines left out. A line that is no JSON is a refused entry among others. @throws {RequestError} 413 as above. */
export async function checkedLines(bytes: Uint8Array): Promise<CheckedEntries> {
  const list = new EntryList();
  for (const piece of filledLines(bytes)) {
    if (list.isDue()) await list.rest();
    list.add(lineOf(bytes, piece, { isBrief: list.rejected.length >= MOST_REASONS }));
  }
  return list;
}

function unreadable(): RequestError {
  return new RequestError(400, "Cannot read the body: expected an array of entries in valid JSON");
}

type Outcome = EntryOutcome | Omit<RejectedEntry, "index">;

class EntryList implements CheckedEntries {
  readonly entries: RawEntry[] = [];
  readonly rejected: RejectedEntry[] = [];
  readonly #time = new WorkTime(CHECK_WITHIN_MS);

  /** To be asked before each entry. */
  isDue(): boolean {
    assertFewEntries(this.entries.length + this.rejected.length + 1, MOST_ENTRIES);
    return this.#time.step();
  }

  rest(): Promise<void> {
    return this.#time.rest();
  }

  add(outcome: Outcome): void {
    if ("entry" in outcome) this.entries.push(outcome.entry);
    else this.rejected.push({ index: this.entries.length + this.rejected.length, ...outcome });
  }
}

function elementOf(bytes: Uint8Array, { start, end, values }: BodyPiece): Outcome {
  if (values > MOST_ENTRY_VALUES) return TOO_MANY_VALUES;
  try {
    return checkEntry(JSON.parse(DECODER.decode(bytes.subarray(start, end))));
  } catch {
    if (valuesIn(bytes, 0, bytes.length) <= MOST_LOOKED_AT) parseJson(DECODER.decode(bytes));
    throw unreadable();
  }
}

function lineOf(
  bytes: Uint8Array,
  { start, end, values, line }: BodyPiece & { readonly line: number },
  { isBrief }: { readonly isBrief: boolean },
): Outcome {
  if (values > MOST_ENTRY_VALUES) return TOO_MANY_VALUES;
  const text = DECODER.decode(bytes.subarray(start, end));
  try {
    return checkEntry(isBrief ? JSON.parse(text) : parseJson(text, { firstLine: line }));
  } catch (error) {
    if (!(error instanceof RequestError)) return { reason: "expected valid JSON" };
    return { reason: error.message, ...(error.position !== null && { position: error.position }) };
  }
}
