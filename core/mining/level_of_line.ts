import { RecordFields } from "./fields/record_fields.ts";
import { HeaderScanner } from "./header/header.ts";
import { PlainLine } from "./plain_line.ts";
import { type Level, LEVELS } from "./header/levels.ts";

const ENCODER = new TextEncoder();

/**
 * Level that a line as it was written names, in its fields or in its header; `-` where it names none. Of a record of several lines the
 * first is looked at.
 */
export function levelOfLine(line: string): Level {
  const [first = ""] = line.split("\n", 1);
  const bytes = ENCODER.encode(first), fields = new RecordFields(), header = new HeaderScanner();
  fields.read(bytes, 0, bytes.length);
  if (fields.level === 0) {
    const plain = new PlainLine();
    plain.read(fields.bytes, fields.start, fields.end);
    header.scan(plain.bytes, plain.start, plain.end);
  }
  return LEVELS[fields.level || header.level]!;
}
