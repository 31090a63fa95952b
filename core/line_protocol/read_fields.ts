import { BYTE } from "../bytes.ts";
import type { FieldValue } from "../line_point.ts";
import type { LineCursor } from "./line_cursor.ts";
import { readBoolean } from "./read_boolean.ts";
import { readNumber } from "./read_number.ts";
import { unescapeFieldKey, unescapeString } from "./unescape.ts";

const { BACKSLASH, COMMA, DIGIT_9, EQUALS, QUOTE } = BYTE;

/** InfluxDB takes two backslashes in a field key for an escaped one when it looks for the key's end, but not when it splits. */
const DOUBLED_BACKSLASHES = /(?<!\\)(?:\\\\)+[,= ]/;

/** Reads the fields up to the first character that belongs to none; undefined when the cursor has met a problem. */
export function readFields(cursor: LineCursor): Map<string, FieldValue> | undefined {
  const fields = new Map<string, FieldValue>();
  cursor.skipBlanks();
  while (true) {
    const key = readFieldKey(cursor);
    if (key === undefined) return undefined;
    const value = cursor.next() === QUOTE ? readString(cursor) : readPlainValue(cursor, key);
    if (value === undefined) return undefined;
    fields.set(key, value);
    if (cursor.next() !== COMMA) return fields;
    cursor.position++;
  }
}

function readFieldKey(cursor: LineCursor): string | undefined {
  const start = cursor.position;
  const key = cursor.name();
  if (cursor.escaped && DOUBLED_BACKSLASHES.test(key)) {
    return cursor.fail('expected "\\" once before a character', start);
  }
  if (key === "") return cursor.fail("expected a field key");
  if (cursor.next() !== EQUALS) return cursor.fail(`expected "=" and a value for field "${key}"`);
  cursor.position++;
  return cursor.escaped ? unescapeFieldKey(key) : key;
}

function readString(cursor: LineCursor): FieldValue | undefined {
  const { text, position } = cursor;
  const start = position + 1;
  let end = text.indexOf('"', start);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  if (end === -1) return cursor.fail('expected a closing "');
  cursor.position = end + 1;
  const value = text.slice(start, end);
  return { kind: "string", value: value.includes("\\") ? unescapeString(value) : value };
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function readPlainValue(cursor: LineCursor, key: string): FieldValue | undefined {
  const start = cursor.position;
  const text = cursor.plainValue();
  const value = text.charCodeAt(0) <= DIGIT_9 ? readNumber(text) : readBoolean(text);
  return value ??
    cursor.fail(`expected a number, a boolean or a string in quotes for field "${key}", got "${text}"`, start);
}
