import assert from "node:assert/strict";
import type { Content } from "./content.ts";
import { fingerprintOfBytes, withTail } from "./file_identity.ts";
import { endOfReadPart, fingerprintOfAll, furthestPart, partUpTo } from "./read_part.ts";

const line = (i: number) => `line ${i} of a log\n`;
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.join(""));
const contentOf = (bytes: Uint8Array): Content => ({
  size: bytes.length,
  writtenMs: 0,
  bytesAt: (from, length) => bytes.subarray(from, from + length),
});
const LINES = Array.from({ length: 100 }, (_, i) => line(i));
const READ = bytesOf(LINES);
const FINGERPRINT = withTail(fingerprintOfBytes(READ), READ.subarray(-1_024), READ.length);

const FOUND: readonly (readonly [string, readonly string[], number | undefined])[] = [
  ["as they were", LINES, READ.length],
  ["nearer to the beginning", LINES.slice(30), bytesOf(LINES.slice(30)).length],
  ["before others", [...LINES.with(3, "x\n"), line(100)], bytesOf(LINES.with(3, "x\n")).length],
  ["far from the beginning", [`${"x".repeat(2 ** 21 - 1_500)}\n`, ...LINES], 2 ** 21 - 1_499 + READ.length],
  ["twice", [...LINES, ...LINES], undefined],
  ["not at all", LINES.slice(0, -1), undefined],
  ["within a line", [...LINES.slice(0, -1), line(99).replace("\n", " and more\n")], undefined],
];

for (const [where, lines, end] of FOUND) {
  Deno.test(`endOfReadPart() finds the last bytes that were read where they stand ${where}: ${end ?? "nowhere"}`, () => {
    assert.equal(endOfReadPart(contentOf(bytesOf(lines)), FINGERPRINT), end);
  });
}

Deno.test("endOfReadPart() finds nothing by what an earlier version kept, nor by less than 1 KB", () => {
  const { hash, length, end } = FINGERPRINT.tail!;
  const short = READ.subarray(0, 900);
  assert.equal(endOfReadPart(contentOf(READ), { ...FINGERPRINT, tail: { hash, length, end } }), undefined);
  assert.equal(endOfReadPart(contentOf(short), withTail(fingerprintOfBytes(short), short, 900)), undefined);
});

Deno.test("furthestPart() takes the latest of several states of a log, and goes on at the record that was not given", () => {
  const earlier = partUpTo(fingerprintOfAll(contentOf(bytesOf(LINES.slice(0, 80)))));
  const last = { fingerprint: FINGERPRINT, offset: READ.length - line(99).length };
  const edited = contentOf(bytesOf(LINES.with(3, "x\n")));
  assert.deepEqual(furthestPart([earlier, last], edited), { part: last, offset: edited.size - line(99).length });
  assert.equal(furthestPart([earlier, last], contentOf(bytesOf(LINES.slice(0, 60)))), undefined);
});
