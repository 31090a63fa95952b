import assert from "node:assert/strict";
import fc from "fast-check";
import { MAX_LINE_BYTES } from "./line_splitter.ts";
import { LineStream } from "./line_stream.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function linesOf(pieces: Iterable<Uint8Array>): string[] {
  const lines: string[] = [];
  const stream = new LineStream((buffer, start, end) => lines.push(decoder.decode(buffer.slice(start, end))));
  for (const piece of pieces) stream.push(piece);
  stream.end();
  return lines;
}

for (
  const [text, lines] of [
    ["", []],
    ["\n", [""]],
    ["a", ["a"]],
    ["a\n", ["a"]],
    ["a\n\nb", ["a", "", "b"]],
    ["a\r\nb\r\n", ["a", "b"]],
    ["a\rb\n", ["a\rb"]],
    ["\r\n", [""]],
    ["a\r", ["a"]],
    ["\ufeffa\nb", ["a", "b"]],
    ["a\n\ufeffb\ufeff\n", ["a", "b\ufeff"]],
    ["\ufeff", []],
  ] as const
) {
  Deno.test(`LineStream splits ${JSON.stringify(text)}`, () =>
    assert.deepEqual(linesOf([encoder.encode(text)]), lines));
}

for (const before of ["", "\ufeff"]) {
  Deno.test(`LineStream cuts a line that is too long once, wherever its pieces end (${before.length} before it)`, () => {
    for (const extra of [-1, 0, 1, 2, 5, MAX_LINE_BYTES]) {
      const bytes = encoder.encode(`first\n${before}${"x".repeat(MAX_LINE_BYTES + extra)}\r\nlast`);
      const whole = linesOf([bytes]);
      assert.deepEqual(whole.map((line) => line.length), [5, MAX_LINE_BYTES + Math.min(0, extra), 4]);
      for (const size of [7, 1_000, MAX_LINE_BYTES, MAX_LINE_BYTES + 3]) {
        assert.deepEqual(linesOf(piecesOf(bytes, size)), whole);
      }
    }
  });
}

Deno.test("law: LineStream gives the same lines however the bytes are cut into pieces", () => {
  const part = fc.constantFrom("a", "\n", "\r", "\r\n", "log line", "é", "\ufeff", "\0");
  fc.assert(fc.property(fc.array(part, { maxLength: 60 }), fc.array(fc.nat(20)), (parts, sizes) => {
    const bytes = encoder.encode(parts.join(""));
    const pieces = sizes.reduce<{ at: number; pieces: Uint8Array[] }>(({ at, pieces }, size) => ({
      at: at + size,
      pieces: [...pieces, bytes.subarray(at, at + size)],
    }), { at: 0, pieces: [] });
    assert.deepEqual(linesOf([...pieces.pieces, bytes.subarray(pieces.at)]), linesOf([bytes]));
  }));
});

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
