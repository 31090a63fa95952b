import type { CounterBatch } from "../../core/counter_batch.ts";
import { packBatch } from "../../core/packed_points.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { checksum, CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";

/** A batch as the spool keeps it. */
export interface SpoolEntry {
  readonly number: number;
  /** Slot that was open when it was made: everything that arrived before it is in this batch or an earlier one. */
  readonly slotMs: number;
  /** Lines per source, in the order of the batch's points. */
  readonly lines: Readonly<Record<string, number>>;
  /** Where reading goes on after it. */
  readonly position: Checkpoint;
  readonly batch: CounterBatch;
}

/** What an entry is for the agent itself. */
export type EntryHead = Omit<SpoolEntry, "batch">;

/** What a file of the spool tells. */
export interface DecodedEntry {
  readonly head: EntryHead;
  /** Undefined where it was changed since it was written. */
  readonly batchJson: string | undefined;
}

interface KeptHead extends EntryHead {
  readonly batchLength: number;
  readonly batchSum: string;
}

/** Lines of a head as text: its checksum, its JSON. */
const HEAD_LINES = 2;

/**
 * The entry as a file's text: a head, a line that is the batch as it is sent, the head again. Damage in one place leaves a head, which
 * says how many lines the batch had and where reading goes on.
 */
export function encodeEntry({ batch, ...head }: SpoolEntry): string {
  const batchJson = JSON.stringify(packBatch(batch));
  const kept: KeptHead = { ...head, batchLength: batchJson.length, batchSum: checksum(batchJson) };
  const text = withChecksum("batch", JSON.stringify(kept));
  return `${text}\n${batchJson}\n${text}`;
}

/** The parts of an entry's text; the batch stays JSON. @throws {CorruptFileError} where no head is left of it. */
export function decodeEntry(text: string): DecodedEntry {
  const first = text.split("\n", HEAD_LINES).join("\n");
  const last = text.split("\n").slice(-HEAD_LINES).join("\n");
  const intact = [first, last].find(isIntact);
  if (intact === undefined && isIntact(text)) return decodeFirstForm(text);
  if (intact === undefined) throw new CorruptFileError("Cannot read batch: expected an intact head");
  const { batchLength, batchSum, ...head }: KeptHead = JSON.parse(verifiedBody("batch", intact));
  const start = intact === first ? first.length + 1 : text.length - last.length - 1 - batchLength;
  const batchJson = text.slice(start, start + batchLength);
  return { head, batchJson: checksum(batchJson) === batchSum ? batchJson : undefined };
}

/** An entry as it was written first: one checksum over its head and its batch. */
function decodeFirstForm(text: string): DecodedEntry {
  const body = verifiedBody("batch", text);
  const end = body.indexOf("\n");
  return { head: JSON.parse(body.slice(0, end)), batchJson: body.slice(end + 1) };
}

function isIntact(head: string): boolean {
  try {
    verifiedBody("batch", head);
    return true;
  } catch (error) {
    if (error instanceof CorruptFileError) return false;
    throw error;
  }
}
