import assert from "node:assert/strict";
import { cutText } from "./cut_text.ts";

for (
  const [text, length, wanted] of [
    ["", 3, ""],
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["日本語だ", 3, "日本…"],
    ["a😀😀", 4, "a😀…"],
    ["a😀😀", 3, "a…"],
  ] as const
) {
  Deno.test(`cutText() cuts ${JSON.stringify(text)} to ${length}`, () => assert.equal(cutText(text, length), wanted));
}
