import assert from "node:assert/strict";
import { Tokenizer } from "../tokens/tokenizer.ts";
import { Outlines } from "./outlines.ts";
import { addWildcard, patternOf } from "./pattern.ts";

function patternOfText(text: string) {
  const bytes = new TextEncoder().encode(text);
  return patternOf(new Tokenizer().scan(bytes, 0, bytes.length));
}

Deno.test("Outlines.of() follows a pattern that gets wildcards", () => {
  const outlines = new Outlines(), pattern = patternOfText("job failed");
  assert.equal(outlines.of(pattern).words, 2);
  addWildcard(pattern, 0);
  const { words, first, last } = outlines.of(pattern);
  assert.deepEqual([words, first], [1, last]);
});

Deno.test("Outlines.nextOfLength() finds the entries of a length in turn", () => {
  const outlines = new Outlines();
  for (const [handle, text] of ["a b", "a b c", "c d"].entries()) outlines.set(handle, patternOfText(text), false);
  assert.deepEqual([0, 1, 3].map((from) => outlines.nextOfLength(2, from)), [0, 2, -1]);
});
