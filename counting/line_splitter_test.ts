import assert from "node:assert/strict";
import fc from "fast-check";
import { giveLastLine, MAX_LINE_BYTES, splitLines } from "./line_splitter.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function split(text: string, options: { skipping?: boolean; maxLines?: number } = {}) {
  const lines: string[] = [];
  const bytes = encoder.encode(text);
  const onLine = (buffer: Uint8Array, start: number, end: number) =>
    lines.push(decoder.decode(buffer.slice(start, end)));
  return { ...splitLines(bytes, 0, bytes.length, { ...options, onLine }), given: lines };
}

for (
  const [what, text, given, consumed] of [
    ["lines", "a\nbc\n", ["a", "bc"], 5],
    ["a line without a newline", "a\nbc", ["a"], 2],
    ["empty lines", "\n\n", ["", ""], 2],
    ["CRLF", "a\r\nb\r\n\r\n", ["a", "b", ""], 8],
    ["carriage returns within a line", "a\rb\r\r\n", ["a\rb\r"], 6],
    ["NUL bytes", "a\0b\n", ["a\0b"], 4],
    ["nothing", "", [], 0],
  ] as const
) {
  Deno.test(`splitLines() splits ${what}`, () => {
    const outcome = split(text);
    assert.deepEqual([outcome.given, outcome.consumed, outcome.lines], [given, consumed, given.length]);
  });
}

for (const [rest, given] of [["", []], ["ab\r", ["ab"]], ["\0", []], ["\0\0", ["\0\0"]]] as const) {
  Deno.test(`giveLastLine() gives ${JSON.stringify(given)} of ${JSON.stringify(rest)}`, () => {
    const lines: string[] = [];
    const bytes = encoder.encode(rest);
    giveLastLine(bytes, 0, bytes.length, (buffer, start, end) => lines.push(decoder.decode(buffer.slice(start, end))));
    assert.deepEqual(lines, given);
  });
}

Deno.test("splitLines() gives a line that is too long once, cut, and skips the rest of it in the next call", () => {
  const long = "x".repeat(MAX_LINE_BYTES + 1);
  const whole = split(`${long}yz\nnext\n`);
  assert.deepEqual(whole.given, ["x".repeat(MAX_LINE_BYTES), "next"]);
  const begun = split(long);
  assert.deepEqual([begun.lines, begun.skipping, begun.consumed], [1, true, long.length]);
  const rest = split("yz\nnext\n", { skipping: true });
  assert.deepEqual([rest.given, rest.skipping], [["next"], false]);
  assert.deepEqual(split("x".repeat(MAX_LINE_BYTES)).given, []);
  assert.equal(split("x".repeat(MAX_LINE_BYTES) + "\n").given[0].length, MAX_LINE_BYTES);
});

Deno.test("splitLines() stops after maxLines", () => {
  const outcome = split("a\nb\nc\n", { maxLines: 2 });
  assert.deepEqual([outcome.given, outcome.consumed], [["a", "b"], 4]);
  assert.equal(split("a\n", { maxLines: 0 }).consumed, 0);
});

Deno.test("splitLines() gives the same lines however the bytes are cut into pieces", () => {
  const text = fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "log line", "é"), { maxLength: 40 }).map((parts) =>
    parts.join("")
  );
  fc.assert(fc.property(text, fc.array(fc.nat(20), { maxLength: 8 }), (text, cuts) => {
    const bytes = encoder.encode(text);
    const lines: string[] = [];
    const onLine = (buffer: Uint8Array, start: number, end: number) =>
      lines.push(decoder.decode(buffer.slice(start, end)));
    let [at, skipping] = [0, false];
    for (const cut of [...cuts, bytes.length]) {
      const outcome = splitLines(bytes, at, Math.min(bytes.length, at + cut), { skipping, onLine });
      at += outcome.consumed;
      skipping = outcome.skipping;
    }
    splitLines(bytes, at, bytes.length, { skipping, onLine });
    assert.deepEqual(lines, split(text).given);
  }));
});
