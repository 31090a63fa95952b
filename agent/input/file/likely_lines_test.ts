import assert from "node:assert/strict";
import { likelyLines, likelyLinesUntil } from "./likely_lines.ts";

Deno.test("likelyLines() is one at least, but for no bytes", () => {
  assert.deepEqual([-5, 0, 1, 50, 250].map((bytes) => likelyLines(bytes, 100)), [0, 0, 1, 1, 3]);
});

const MARK = { path: "", dev: 1, ino: 1, fingerprint: { length: 0, hash: "" }, skipping: false };
const SEEN = { ...MARK, bornMs: 1_000_000, writtenMs: 1_600_000, offset: 60_000, lineBytes: 50 };

Deno.test("likelyLinesUntil() goes by how much a file got since its birth", () => {
  assert.equal(likelyLinesUntil(1_700_000, SEEN), 200);
});

Deno.test("likelyLinesUntil() is nothing where too little is known, or no time went by", () => {
  const before = likelyLinesUntil(1_600_000, SEEN);
  const newBorn = likelyLinesUntil(1_700_000, { ...SEEN, bornMs: 1_590_000 });
  const unknownBirth = likelyLinesUntil(1_700_000, { ...SEEN, bornMs: 0 });
  const neverSeen = likelyLinesUntil(1_700_000, { ...SEEN, writtenMs: undefined });
  assert.deepEqual([before, newBorn, unknownBirth, neverSeen], [0, 0, 0, 0]);
});
