import type { LogRecord } from "../../counting/log_record.ts";
import type { RecordsBySource } from "./line_ingestion.ts";
import type { RecordGiver } from "./source_intake.ts";

const ENCODER = new TextEncoder();

/** A text as one record. */
export function textRecord(text: string, named: Pick<LogRecord, "host" | "level" | "template">): LogRecord {
  const buffer = ENCODER.encode(text);
  return { ...named, buffer, start: 0, end: buffer.length, lines: 1 };
}

/** Groups records by their source, each group in their order. */
export function recordsBySource(
  all: readonly { readonly source: string; readonly record: LogRecord }[],
): RecordsBySource {
  const groups = Map.groupBy(all, ({ source }) => source);
  return new Map([...groups].map(([source, own]) => [source, giverOf(own.map(({ record }) => record))]));
}

function giverOf(records: readonly LogRecord[]): RecordGiver {
  return function* (take) {
    for (const record of records) yield take(record);
  };
}
