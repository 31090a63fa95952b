import assert from "node:assert/strict";
import fc from "fast-check";
import { recordRule, StartLines } from "./start_lines.ts";
import { RecordStream } from "./record_stream.ts";

const ENCODER = new TextEncoder(), DECODER = new TextDecoder();

function recordsOf(text: string, start?: string, cuts: readonly number[] = []): string[] {
  const records: string[] = [];
  const stream = new RecordStream(
    ({ buffer, start, end }) => records.push(DECODER.decode(buffer.slice(start, end))),
    recordRule(start)(),
  );
  const bytes = ENCODER.encode(text);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < at.length; i++) stream.push(bytes.slice(at[i - 1], at[i]));
  stream.end();
  return records;
}

const TEXT = "BEGIN one\nselect *\nfrom orders\nBEGIN two\n  BEGIN is said\nBEGIN three\n";

Deno.test("StartLines begins a record with each line that begins so, whatever the others look like", () => {
  assert.deepEqual(recordsOf(TEXT, "BEGIN"), [
    "BEGIN one\nselect *\nfrom orders",
    "BEGIN two\n  BEGIN is said",
    "BEGIN three",
  ]);
  assert.equal(recordsOf(TEXT).length, 5);
});

Deno.test("StartLines takes each alternative of a pattern, and one that has its own ^", () => {
  assert.deepEqual(recordsOf("a 1\nx\nb 2\nc b 3", "a|b"), ["a 1\nx", "b 2\nc b 3"]);
  assert.deepEqual(recordsOf("[1] x\ny\n[2] z", String.raw`^\[\d`), ["[1] x\ny", "[2] z"]);
});

Deno.test("law: StartLines gives the same records however the bytes are cut", () => {
  const lines = fc.array(fc.constantFrom("BEGIN a", "  b", "c", "", "BEGIN", "begin ü"), { maxLength: 20 });
  fc.assert(fc.property(lines, fc.array(fc.nat(200), { maxLength: 6 }), (lines, cuts) => {
    const text = lines.map((line) => `${line}\n`).join("");
    assert.deepEqual(recordsOf(text, "BEGIN", cuts), recordsOf(text, "BEGIN"));
  }));
});

Deno.test("StartLines takes time in proportion to a line, whatever the pattern", () => {
  const rule = new StartLines("(a+)+c"), line = ENCODER.encode("a".repeat(100_000) + "b");
  const began = performance.now();
  assert.ok(rule.continues(line, 0, line.length));
  assert.ok(performance.now() - began < 1_000);
});
