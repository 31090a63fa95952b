import assert from "node:assert/strict";
import fc from "fast-check";
import { Miner } from "./miner.ts";
import { Tokenizer } from "./tokens/tokenizer.ts";

const ENCODER = new TextEncoder();
// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f]/;

Deno.test("mine() takes any bytes and keeps texts and samples printable and bounded", () => {
  const miner = new Miner({ maxTemplates: 50 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400, size: "max" }), (bytes) => {
    const { text, sample } = miner.template(miner.mine(bytes, 0, bytes.length));
    assert.doesNotMatch(text, UNPRINTABLE);
    assert.doesNotMatch(sample, UNPRINTABLE);
    assert.ok(sample.length <= 512 && text.length <= 2048);
  }));
});

const ODD_LINES: readonly (readonly [string, string, string])[] = [
  ["an empty line", "", ""],
  ["a line of one token", "restarted", "restarted"],
  ["colours", "\u001b[32mjob \u001b[1m7\u001b[0m done\u001b[0m", "job <*> done"],
  ["a NUL byte", "job\u00007 done", "job <*> done"],
  ["only white space", " \t  ", ""],
];

for (const [name, line, text] of ODD_LINES) {
  Deno.test(`mine() counts ${name}`, () => {
    const miner = new Miner();
    const bytes = ENCODER.encode(line);
    assert.equal(miner.template(miner.mine(bytes, 0, bytes.length)).text, text);
    assert.equal(miner.stats.lines, 1);
  });
}

Deno.test("mine() cuts a line of 10 MB, marks the sample and counts it once", () => {
  const miner = new Miner();
  const bytes = ENCODER.encode("payload " + "x7 ".repeat(3_500_000));
  const { sample } = miner.template(miner.mine(bytes, 0, bytes.length));
  assert.equal(sample.length, 512);
  assert.ok(sample.endsWith("…"));
  assert.equal(miner.stats.lines, 1);
});

const HOSTILE: readonly string[] = [
  "[",
  "{a={",
  "a={b=(",
  '"',
  'x="',
  "<*>",
  "<",
  "1",
  "1.",
  "1:",
  "..",
  "a1-",
  "/",
  "://a",
  "ab:",
  "Jun 1 ",
  "key=",
  "* ",
  "\u001b[",
  "\u00e4",
];

Deno.test("Tokenizer reads a hostile line's bytes a bounded number of times", () => {
  const part = fc.tuple(fc.constantFrom(...HOSTILE), fc.integer({ min: 1, max: 400 })).map(([text, count]) =>
    text.repeat(count)
  );
  const line = fc.array(fc.oneof(part, fc.string({ unit: "binary", maxLength: 30 })), { maxLength: 30, size: "max" })
    .map((parts) => parts.join(""));
  fc.assert(fc.property(line, (text) => {
    const bytes = ENCODER.encode(text);
    const tokenizer = new Tokenizer();
    tokenizer.scan(bytes, 0, bytes.length);
    assert.ok(tokenizer.steps <= 8 * bytes.length + 160 * 1200, `${tokenizer.steps} steps for ${bytes.length} bytes`);
  }));
});

Deno.test("Tokenizer costs proportionally more for lines of 1 MB", () => {
  for (const text of HOSTILE) {
    const bytes = ENCODER.encode(text.repeat(Math.ceil(1_000_000 / text.length)));
    const tokenizer = new Tokenizer();
    tokenizer.scan(bytes, 0, bytes.length);
    assert.ok(
      tokenizer.steps <= 8 * bytes.length + 160 * 1200,
      `"${text}": ${tokenizer.steps} steps for ${bytes.length} bytes`,
    );
  }
});
