import assert from "node:assert/strict";
import { MAX_SAMPLE_LENGTH, sampleText } from "./sample_text.ts";

function sample(bytes: Uint8Array | string): string {
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return sampleText(all, 0, all.length);
}

for (
  const [what, given, wanted] of [
    ["text as it is", "user é 日本 \tin", "user é 日本 \tin"],
    ["without colours", "\x1b[31mERROR\x1b[0m boom", "ERROR boom"],
    ["with a mark for what can't be printed", "a\0b\x07c", "a�b�c"],
    ["with a mark for what is no text", new Uint8Array([97, 0xff, 98]), "a�b"],
    ["empty", "", ""],
  ] as const
) {
  Deno.test(`sampleText() shows a line ${what}`, () => assert.equal(sample(given), wanted));
}

Deno.test("sampleText() cuts a long line, between two characters", () => {
  assert.equal(sample("x".repeat(10_000)).length, MAX_SAMPLE_LENGTH);
  assert.equal(sample("x" + "é".repeat(1_000)), "x" + "é".repeat(255));
});
