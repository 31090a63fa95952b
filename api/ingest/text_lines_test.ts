import assert from "node:assert/strict";
import { textLines } from "./text_lines.ts";

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ["", []],
  ["\n", [""]],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["a\n\nb", ["a", "", "b"]],
  ["a\r\nb\r\n", ["a", "b"]],
  ["a\rb\n", ["a\rb"]],
  ["\r\n", [""]],
  ["a\r", ["a\r"]],
  ["\ufeffa\nb", ["a", "b"]],
];

for (const [text, lines] of CASES) {
  Deno.test(`textLines() splits ${JSON.stringify(text)}`, () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const found = [...textLines(new TextEncoder().encode(text), { host: "-" })];
    assert.deepEqual(found.map(({ buffer, start, end }) => decoder.decode(buffer.subarray(start, end))), lines);
  });
}
