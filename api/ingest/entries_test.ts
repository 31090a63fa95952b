import assert from "node:assert/strict";
import fc from "fast-check";
import { checkedArray, checkedLines } from "./entries.ts";
import { checkEntry } from "./raw_entry.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("checkedArray() takes what JSON is, element by element, with any blanks and nesting", async () => {
  const blank = fc.constantFrom("", " ", "\n\t", "\r\n");
  const value = fc.oneof(fc.record({ content: fc.string({ unit: "binary" }), x: fc.jsonValue() }), fc.jsonValue());
  await fc.assert(fc.asyncProperty(fc.array(value), blank, async (values, space) => {
    const elements = values.map((value) => `${space}${JSON.stringify(value, null, space === "" ? 0 : 1)}${space}`);
    const checked = await checkedArray(bytesOf(`${space}[${elements.join(",") || space}]${space}`));
    const outcomes = (JSON.parse(`[${elements.join(",")}]`) as unknown[]).map(checkEntry);
    assert.deepEqual(checked?.entries, outcomes.flatMap((outcome) => "entry" in outcome ? [outcome.entry] : []));
    assert.equal(checked?.rejected.length, outcomes.filter((outcome) => "reason" in outcome).length);
  }));
});

Deno.test("checkedArray() is no more lenient than JSON is", async () => {
  const pieces = fc.array(
    fc.constantFrom("[", "]", "{", "}", ",", ":", '"a"', '"', "\\", "1", " ", "null", '{"content":"a"}'),
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (all) => {
      const text = all.join("");
      let expected: unknown = null;
      try {
        expected = JSON.parse(text);
      } catch {
        await assert.rejects(checkedArray(bytesOf(text)), { status: 400 }, text);
        return;
      }
      assert.equal(await checkedArray(bytesOf(text)) !== null, Array.isArray(expected), text);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("an entry that would become too much is refused alone, and not built", async () => {
  const large = `{"content":"a","x":[${"0,".repeat(5_000)}0]}`;
  const text = `[{"content":"a"},${large},{"content":"b"}]`;
  const { entries, rejected } = (await checkedArray(bytesOf(text)))!;
  assert.deepEqual([entries.length, rejected], [2, [{ index: 1, reason: "entry: expected at most 1000 values" }]]);
  const lines = await checkedLines(bytesOf(`{"content":"a"}\n\n${large}\n{"content":"b"}`));
  assert.deepEqual([lines.entries.length, lines.rejected.map(({ index }) => index)], [2, [1]]);
});

Deno.test("checkedArray() and checkedLines() let others in while they work", async () => {
  const entry = `{"content":"${"word ".repeat(80)}"}`;
  const array = () => checkedArray(bytesOf(`[${Array(90_000).fill(entry).join(",")}]`));
  for (const work of [array, () => checkedLines(bytesOf(`${entry}\n`.repeat(90_000)))]) {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await work();
    clearInterval(timer);
    assert.ok(turns > 2, `${turns} turns`);
  }
});

Deno.test("a body that is no array, or broken, is not built where it is too much", async () => {
  const keys = Array.from({ length: 60_000 }, (_, at) => `"k${at}":1`).join(",");
  for (
    const text of [
      `{${keys}}`,
      `[{"content":"a"},{${keys}},,]`,
      `[{"content":"a"},nul,${'{"content":"b"},'.repeat(60_000)}1]`,
    ]
  ) {
    await assert.rejects(checkedArray(bytesOf(text)), { status: 400, message: /array of entries in valid JSON/ });
  }
});
