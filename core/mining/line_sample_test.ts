import assert from "node:assert/strict";
import { lineSample } from "./line_sample.ts";
import { MAX_SAMPLE } from "./templates/template.ts";

function sample(bytes: Uint8Array | string): string {
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return lineSample(all, 0, all.length);
}

for (
  const [what, given, wanted] of [
    ["text as it is", "user é 日本 in", "user é 日本 in"],
    ["with a space for a tab, as it is mined", "user\tin", "user in"],
    ["of several lines in one", "boom\r\n    at a.js:1\n\tat b.js:2", "boom ↵ at a.js:1 ↵ at b.js:2"],
    ["without colours", "\x1b[31mERROR\x1b[0m boom", "ERROR boom"],
    ["with a mark for what can't be printed", "a\0b\x07c", "a�b�c"],
    ["with a mark for what is no text", new Uint8Array([97, 0xff, 98]), "a�b"],
    ["empty", "", ""],
  ] as const
) {
  Deno.test(`lineSample() shows a line ${what}`, () => assert.equal(sample(given), wanted));
}

Deno.test("lineSample() cuts a long line, between two characters, with a mark", () => {
  assert.equal(sample("x".repeat(10_000)), "x".repeat(MAX_SAMPLE - 1) + "…");
  assert.equal(sample("x" + "é".repeat(1_000)), "x" + "é".repeat(MAX_SAMPLE - 2) + "…");
  assert.equal(sample("x" + "😀".repeat(1_000)), "x" + "😀".repeat(MAX_SAMPLE / 2 - 1) + "…");
});

Deno.test("lineSample() counts what is shown, not the colours", () => {
  const red = (text: string) => `\x1b[31m${text}\x1b[0m`;
  assert.equal(sample(red("x").repeat(300)), "x".repeat(300));
});
