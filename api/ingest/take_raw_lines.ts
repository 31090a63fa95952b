import type { LogRecord } from "../../counting/log_record.ts";
import { RecordStream } from "../../counting/record_stream.ts";
import type { LineOutcome, RequestKey } from "../lines/keyed_batches.ts";
import type { LineIngestion, RecordsBySource } from "../lines/line_ingestion.ts";
import { recordsBySource, textRecord } from "../lines/records_by_source.ts";
import type { RecordGiver } from "../lines/source_intake.ts";
import { RequestError } from "../request_error.ts";
import { type CheckedEntries, MOST_REASONS, type RejectedEntry } from "./entries.ts";
import type { LineDefaults } from "./line_defaults.ts";
import type { RawEntry } from "./raw_entry.ts";

/** Mining so much takes some milliseconds. */
const PIECE_BYTES = 16_384;

/** Where lines go, and what they are where they do not say so themselves. */
export interface TakeOptions {
  readonly ingestion: LineIngestion;
  readonly defaults: LineDefaults;
  readonly key?: RequestKey;
}

/** Stores the lines of a plain text body and answers as {@linkcode takeEntries} does. */
export async function takeText(bytes: Uint8Array, { ingestion, defaults, key }: TakeOptions): Promise<Response> {
  const { source, ...named } = defaults;
  return answer(await ingestion.ingest(new Map([[source, recordsOf(bytes, named)]]), { key }), []);
}

function recordsOf(bytes: Uint8Array, named: Pick<LogRecord, "host" | "level">): RecordGiver {
  return function* (take) {
    const stream = new RecordStream((record) => take({ ...record, ...named }));
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield stream.push(bytes.subarray(at, at + PIECE_BYTES));
    stream.end();
  };
}

/**
 * Stores the lines of checked entries and answers `{ accepted, rejected: [{ index, reason }], rejectedCount }`.
 *
 * @throws {RequestError} 400 with that same list, when every entry was refused.
 */
export async function takeEntries(
  { entries, rejected }: CheckedEntries,
  { ingestion, defaults, key }: TakeOptions,
): Promise<Response> {
  if (entries.length === 0 && rejected.length > 0) throw allRefused(rejected);
  return answer(await ingestion.ingest(entriesBySource(entries, defaults), { key }), rejected);
}

function entriesBySource(entries: readonly RawEntry[], defaults: LineDefaults): RecordsBySource {
  return recordsBySource(entries.map(({ content, ...own }) => {
    const { source, ...named } = { ...defaults, ...own };
    return { source, record: textRecord(content, named) };
  }));
}

function answer(outcome: LineOutcome, rejected: readonly RejectedEntry[]): Response {
  return Response.json(
    { accepted: outcome.stored, ...listed(rejected) },
    { headers: outcome.repeated ? { "Idempotency-Replayed": "true" } : {} },
  );
}

function allRefused(rejected: readonly RejectedEntry[]): RequestError {
  const { index, reason, position } = rejected[0]!;
  return new RequestError(400, `Cannot take any of the ${rejected.length} entries: entry ${index} ${reason}`, {
    ...(position !== undefined && { position }),
    details: { accepted: 0, ...listed(rejected) },
  });
}

function listed(rejected: readonly RejectedEntry[]): Record<string, unknown> {
  return {
    rejected: rejected.slice(0, MOST_REASONS).map(({ index, reason, position }) => ({ index, reason, ...position })),
    rejectedCount: rejected.length,
  };
}
