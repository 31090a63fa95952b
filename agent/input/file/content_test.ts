import assert from "node:assert/strict";
import { type Content, isRepeating } from "./content.ts";

const SAMPLES: readonly (readonly [string, string, boolean])[] = [
  ["one line again and again", "done\n".repeat(500), true],
  ["a header, and three lines in turn", "a server\nfields\n" + "one\ntwo\nthree\n".repeat(300), true],
  ["lines with numbers", Array.from({ length: 99 }, (_, i) => `line ${i}\n`).join(""), false],
  [
    "traces with times",
    [1, 2, 3, 4].map((i) => `12:00:0${i} failed\n${"  at main\n  at run\n".repeat(20)}`).join(""),
    false,
  ],
  ["two long lines", `${"x".repeat(1_500)}\n${"y".repeat(1_500)}\n`, false],
  ["a line that is longer than what is looked at", "x".repeat(10_000), false],
];

for (const [what, text, expected] of SAMPLES) {
  Deno.test(`isRepeating() of ${what}: ${expected}`, () => {
    const bytes = new TextEncoder().encode(text);
    const bytesAt: Content["bytesAt"] = (from, length) => bytes.subarray(from, from + length);
    assert.equal(isRepeating({ size: bytes.length, writtenMs: 0, bytesAt }), expected);
  });
}
