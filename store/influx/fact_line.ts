import { serializeLinePoint } from "../../core/line_protocol/serialize_line_point.ts";
import type { FieldValue, LinePoint } from "../../core/line_point.ts";
import { StoreRefusedError } from "../store_errors.ts";
import { toTagText } from "./tag_text.ts";

/** A point of one of our own measurements. */
export interface Fact {
  readonly measurement: string;
  /** Any text: what a tag can't hold is encoded. */
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Nanoseconds since the epoch. */
  readonly timeNs: bigint;
}

/**
 * A fact as a line of line protocol.
 *
 * @throws {StoreRefusedError} for a number that is not finite.
 */
export function factLine({ measurement, tags, fields, timeNs }: Fact): string {
  const encoded = Object.entries(tags).map(([key, value]) => [key, toTagText(value)] as const);
  return lineOf({ measurement, tags: new Map(encoded), fields: new Map(Object.entries(fields)), timeNs });
}

/**
 * A point as a line of line protocol.
 *
 * @throws {StoreRefusedError} for what line protocol has no way to write.
 */
export function lineOf(point: LinePoint): string {
  try {
    return serializeLinePoint(point);
  } catch (error) {
    if (error instanceof RangeError) throw new StoreRefusedError(error.message, { cause: error });
    throw error;
  }
}

export const text = (value: string): FieldValue => ({ kind: "string", value });
export const float = (value: number): FieldValue => ({ kind: "float", value });
export const integer = (value: number): FieldValue => ({ kind: "integer", value: BigInt(Math.round(value)) });
export const boolean = (value: boolean): FieldValue => ({ kind: "boolean", value });

/**
 * The whole row as JSON: what the store reads back, while the other fields are for dashboards. JSON holds no line end as such,
 * which InfluxDB's answers would turn into CR LF.
 */
export const record = (row: unknown): FieldValue => text(JSON.stringify(row));

/** Epoch milliseconds as nanoseconds. */
export function toNs(ms: number): bigint {
  return BigInt(Math.round(ms)) * 1_000_000n;
}
