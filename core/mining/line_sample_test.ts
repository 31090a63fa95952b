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

Deno.test("lineSample() keeps what a long record ends with at its margin: the reason of a traceback", () => {
  const head = "ERROR Internal Server Error: /item/187\nTraceback (most recent call last):";
  const frames = '\n  File "/usr/lib/python3/handlers/base.py", line 181, in _get_response\n    return self.render()';
  for (const depth of [8, 800]) {
    const shown = sample(`${head}${frames.repeat(depth)}\nTemplateDoesNotExist: item_v2.html\n`);
    assert.equal(shown.length, MAX_SAMPLE);
    assert.match(
      shown,
      /^ERROR Internal Server Error: \/item\/187 ↵ Traceback .*… ↵ TemplateDoesNotExist: item_v2\.html$/,
    );
  }
});

Deno.test("lineSample() repeats nothing, and keeps nothing that is indented", () => {
  const java = `ERROR boom\njava.io.IOException: disk full${"\n\tat com.acme.Ledger.write(Ledger.java:13)".repeat(20)}`;
  assert.equal(sample(java).split("disk full").length, 2);
  assert.match(sample(java), /…$/);
  assert.match(sample(`ERROR boom${"\n  at x.js:1".repeat(99)}`), /…$/);
});
