import type { FieldValue, LinePoint } from "../line_point.ts";
import { RESERVED_TAG_KEYS } from "./names.ts";
import { TIME_RANGE_NS } from "./precision.ts";

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * One line of line protocol, timestamp in nanoseconds, without a line feed at its end. Tags and fields keep their order.
 *
 * ```ts
 * import assert from "node:assert/strict";
 * const fields = new Map([["message", { kind: "string", value: 'say "hi"' } as const]]);
 * const point = { measurement: "app log", tags: new Map([["host", "a=b"]]), fields, timeNs: 7n };
 * assert.equal(serializeLinePoint(point), String.raw`app\ log,host=a\=b message="say \"hi\"" 7`);
 * ```
 *
 * @throws {RangeError} for what line protocol has no way to write: an empty name, tag value or set of fields, a name or tag
 * value with a line feed or with a backslash at its end, a number that is not finite or out of its type's range.
 */
export function serializeLinePoint({ measurement, tags, fields, timeNs }: LinePoint): string {
  if (/^[\t\0#]/.test(measurement)) throw unwritable("measurement", measurement, "no blank or # at its beginning");
  let line = escapeName(measurement, "measurement", /[, ]/g);
  for (const [key, value] of tags) {
    if (RESERVED_TAG_KEYS.has(key)) throw unwritable("tag key", key, "one that is not reserved");
    line += `,${escapeName(key, "tag key", /[, =]/g)}=${escapeName(value, "tag value", /[, =]/g)}`;
  }
  if (fields.size === 0) throw unwritable("point", measurement, "at least one field");
  let separator = " ";
  for (const [key, value] of fields) {
    if (/^[\t\0]|\\[, ="]/.test(key)) {
      throw unwritable(
        "field key",
        key,
        "no blank at its beginning, and no backslash before a comma, quote, space or =",
      );
    }
    line += `${separator}${escapeName(key, "field key", /[, =]/g)}=${writeValue(key, value)}`;
    separator = ",";
  }
  if (timeNs < TIME_RANGE_NS.min || timeNs > TIME_RANGE_NS.max) {
    throw unwritable("time", String(timeNs), "one from the year 1677 to 2262");
  }
  return `${line} ${timeNs}`;
}

function escapeName(text: string, what: string, special: RegExp): string {
  if (text === "" || text.endsWith("\\") || text.includes("\n")) {
    throw unwritable(what, text, "one that is not empty, has no line feed and no backslash at its end");
  }
  return text.replaceAll(special, "\\$&");
}

function writeValue(key: string, field: FieldValue): string {
  switch (field.kind) {
    case "string":
      return `"${field.value.replaceAll(/["\\]/g, "\\$&")}"`;
    case "boolean":
      return String(field.value);
    case "float":
      if (!Number.isFinite(field.value)) throw unwritable("field", key, "a finite number");
      return Object.is(field.value, -0) ? "-0" : String(field.value);
    case "integer":
      if (field.value < INT64.min || field.value > INT64.max) throw unwritable("field", key, "an integer of 64 bits");
      return `${field.value}i`;
    case "unsigned":
      if (field.value < 0n || field.value > MAX_UINT64) {
        throw unwritable("field", key, "an unsigned integer of 64 bits");
      }
      return `${field.value}u`;
  }
}

function unwritable(what: string, value: string, wanted: string): RangeError {
  return new RangeError(`Cannot write ${what} "${value}" as line protocol: expected ${wanted}`);
}
