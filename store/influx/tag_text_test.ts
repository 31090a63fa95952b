import assert from "node:assert/strict";
import fc from "fast-check";
import { parseLineProtocol } from "../../core/line_protocol/parse_line_protocol.ts";
import { factLine, integer } from "./fact_line.ts";
import { fromTagText, toTagText } from "./tag_text.ts";

Deno.test("toTagText() leaves what line protocol can write as it is", () => {
  for (const text of ["app", "-", "*", "C:\\logs\\app.log", "a=b, c", "100%", "%5C", 'say "hi"', "日本 🙂"]) {
    assert.equal(toTagText(text), text);
  }
});

Deno.test("toTagText() never gives an empty text, a line feed or a backslash that line protocol would misread", () => {
  for (const text of ["", "a\\", "a\nb", "a\\ b", "a\\,b", "a\\=b", '\\"', "\u2060a", "\0"]) {
    assert.doesNotMatch(toTagText(text), /^$|[\n\0]|\\$|\\[, ="]/);
    assert.equal(fromTagText(toTagText(text)), text);
  }
});

Deno.test("fromTagText() gives back any text after a way through line protocol", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(...'\\ ,="\n\r%5C\u2060a') }),
  );
  fc.assert(fc.property(texts, (text) => {
    const line = factLine({ measurement: "m", tags: { text }, fields: { f: integer(1) }, timeNs: 0n });
    const { points, errors } = parseLineProtocol(line, { nowNs: 0n });
    assert.deepEqual(errors, []);
    assert.equal(fromTagText(points[0].tags.get("text")!), text);
  }));
});
