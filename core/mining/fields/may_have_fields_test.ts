import assert from "node:assert/strict";
import fc from "fast-check";
import { mayHaveFields } from "./may_have_fields.ts";
import { RecordFields } from "./record_fields.ts";

const PIECES = [
  "{",
  "}",
  '"',
  "=",
  " ",
  "\t",
  "a",
  "level",
  "msg",
  "1",
  '{"msg":"x"}',
  'level=info msg="a b" n=1',
  "é",
  ":",
];

Deno.test("mayHaveFields() says no only of lines that RecordFields leaves as they are", () => {
  const fields = new RecordFields();
  const lines = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(fc.property(lines, (line) => {
    const bytes = new TextEncoder().encode(`${line}=}`);
    const end = bytes.length - 2;
    if (mayHaveFields(bytes, 0, end)) return;
    fields.read(bytes, 0, end);
    assert.deepEqual(
      [fields.bytes, fields.start, fields.end, fields.level, fields.hostStart, fields.isKeyed],
      [bytes, 0, end, 0, -1, false],
    );
  }));
});
