import { BYTE } from "../bytes.ts";
import type { LinePoint } from "../line_point.ts";
import type { LineCursor } from "./line_cursor.ts";
import { RESERVED_TAG_KEYS } from "./names.ts";
import { unescapeMeasurement, unescapeTag } from "./unescape.ts";

const { COMMA, EQUALS, SPACE_BYTE } = BYTE;

/** What tells a point's series from others. */
export type Series = Pick<LinePoint, "measurement" | "tags">;

/** Reads measurement and tags up to the space before the fields; undefined when the cursor has met a problem. */
export function readSeries(cursor: LineCursor): Series | undefined {
  const name = cursor.measurement();
  if (name === "") return cursor.fail("expected a measurement");
  const measurement = cursor.escaped ? unescapeMeasurement(name) : name;
  const tags = new Map<string, string>();
  let count = 0;
  while (cursor.next() === COMMA) {
    const keyStart = ++cursor.position;
    const key = readTagKey(cursor);
    if (key === undefined) return undefined;
    const value = readTagValue(cursor, key);
    if (value === undefined) return undefined;
    if (RESERVED_TAG_KEYS.has(key)) {
      return cursor.fail(`expected a tag key that is not reserved, got "${key}"`, keyStart);
    }
    const { size } = tags.set(key, value);
    if (size !== ++count) return cursor.fail(`expected tag "${key}" once`, keyStart);
  }
  return cursor.next() === SPACE_BYTE ? { measurement, tags } : cursor.fail("expected a space and fields");
}

function readTagKey(cursor: LineCursor): string | undefined {
  const key = cursor.name();
  if (key === "") return cursor.fail("expected a tag key");
  if (cursor.next() !== EQUALS) return cursor.fail(`expected "=" and a value for tag "${key}"`);
  cursor.position++;
  return cursor.escaped ? unescapeTag(key) : key;
}

function readTagValue(cursor: LineCursor, key: string): string | undefined {
  // InfluxDB takes an equals sign at a value's beginning for what it says, though it asks to escape it.
  const beginsWithEquals = cursor.next() === EQUALS;
  if (beginsWithEquals) cursor.position++;
  const value = (beginsWithEquals ? "=" : "") + cursor.name();
  if (value === "") return cursor.fail(`expected a value for tag "${key}"`);
  if (cursor.next() === EQUALS) return cursor.fail(`expected "\\=" in the value of tag "${key}"`);
  return cursor.escaped ? unescapeTag(value) : value;
}
