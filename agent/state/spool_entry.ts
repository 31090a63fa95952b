import type { CounterBatch } from "../../core/counter_batch.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";

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

type Head = Omit<SpoolEntry, "batch">;

/** The entry as a file's text: a checksum, a line for the agent, a line that is the batch as it is sent. */
export function encodeEntry({ batch, ...head }: SpoolEntry): string {
  return withChecksum("batch", `${JSON.stringify(head)}\n${JSON.stringify(batch)}`);
}

/** The parts of an entry's text; the batch stays JSON. @throws {CorruptFileError} for a torn or changed text. */
export function decodeEntry(text: string): { readonly head: Head; readonly batchJson: string } {
  const body = verifiedBody("batch", text);
  const end = body.indexOf("\n");
  if (end < 0) throw new CorruptFileError("Cannot read batch: expected two lines");
  return { head: JSON.parse(body.slice(0, end)), batchJson: body.slice(end + 1) };
}
