import type { LinePoint } from "../line_point.ts";
import { COMMA, EQUALS, SPACE } from "./characters.ts";
import type { LineCursor } from "./line_cursor.ts";
import { RESERVED_TAG_KEYS } from "./names.ts";
import { unescapeMeasurement, unescapeTag } from "./unescape.ts";

/** What tells a point's series from others. */
export type Series = Pick<LinePoint, "measurement" | "tags">;

/** Reads measurement and tags up to the space before the fields; undefined when the cursor has met a problem. */
export function readSeries(cursor: LineCursor): Series | undefined {
  const name = cursor.token({ stopsAtEquals: false });
  if (name === "") return cursor.fail("expected a measurement");
  const measurement = cursor.escaped ? unescapeMeasurement(name) : name;
  const tags = new Map<string, string>();
  while (cursor.next() === COMMA) {
    const keyStart = ++cursor.position;
    const key = readTagKey(cursor);
    if (key === undefined) return undefined;
    const value = readTagValue(cursor, key);
    if (value === undefined) return undefined;
    if (RESERVED_TAG_KEYS.has(key)) {
      return cursor.fail(`expected a tag key that is not reserved, got "${key}"`, keyStart);
    }
    if (tags.has(key)) return cursor.fail(`expected tag "${key}" once`, keyStart);
    tags.set(key, value);
  }
  return cursor.next() === SPACE ? { measurement, tags } : cursor.fail("expected a space and fields");
}

function readTagKey(cursor: LineCursor): string | undefined {
  const key = cursor.token({ stopsAtEquals: true });
  if (key === "") return cursor.fail("expected a tag key");
  if (cursor.next() !== EQUALS) return cursor.fail(`expected "=" and a value for tag "${key}"`);
  cursor.position++;
  return cursor.escaped ? unescapeTag(key) : key;
}

function readTagValue(cursor: LineCursor, key: string): string | undefined {
  const start = cursor.position;
  // InfluxDB takes an equals sign at a value's beginning for what it says, though it asks to escape it.
  if (cursor.next() === EQUALS) cursor.position++;
  cursor.token({ stopsAtEquals: true });
  const value = cursor.text.slice(start, cursor.position);
  if (value === "") return cursor.fail(`expected a value for tag "${key}"`);
  if (cursor.next() === EQUALS) return cursor.fail(`expected "\\=" in the value of tag "${key}"`);
  return cursor.escaped ? unescapeTag(value) : value;
}
