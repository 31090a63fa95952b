import { BYTE } from "../bytes.ts";
import type { LineCursor } from "./line_cursor.ts";
import { TIME_RANGE_NS } from "./precision.ts";
import { MAX_DIGITS } from "./read_number.ts";

const { CARRIAGE_RETURN, DASH, DIGIT_0, DIGIT_9, SPACE_BYTE } = BYTE;

/** How a line's timestamp becomes a point's time. */
export interface LineTime {
  /** Nanoseconds per unit of the timestamp. */
  readonly unitNs: bigint;
  /** The time of a line without a timestamp. */
  readonly defaultNs: bigint;
}

/** Reads from after the fields to the line's end; undefined when the cursor has met a problem. */
export function readTimestamp(cursor: LineCursor, { unitNs, defaultNs }: LineTime): bigint | undefined {
  if (!cursor.isLineEnd() && cursor.next() !== SPACE_BYTE) return cursor.fail('expected "," or a space');
  cursor.skipBlanks();
  const start = cursor.position;
  if (cursor.next() === DASH) cursor.position++;
  while (cursor.next() >= DIGIT_0 && cursor.next() <= DIGIT_9) cursor.position++;
  const digits = cursor.text.slice(start, cursor.position);
  while (cursor.next() === SPACE_BYTE) cursor.position++;
  if (!cursor.isLineEnd() || digits === "-") return cursor.fail("expected a timestamp, an integer, or the line's end");
  if (cursor.next() === CARRIAGE_RETURN) cursor.position++;
  if (digits === "") return defaultNs;
  const timeNs = digits.length > MAX_DIGITS ? undefined : BigInt(digits) * unitNs;
  if (timeNs !== undefined && timeNs >= TIME_RANGE_NS.min && timeNs <= TIME_RANGE_NS.max) return timeNs;
  return cursor.fail(`expected a time from the year 1677 to 2262, got "${digits}"`, start);
}
