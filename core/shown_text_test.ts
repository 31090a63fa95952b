import assert from "node:assert/strict";
import fc from "fast-check";
import { escapedJson, shownJson, shownText, shownValue } from "./shown_text.ts";

const ANY_TEXT = fc.string({ unit: "binary" });

Deno.test("shownText() replaces what moves a cursor, ends a line or turns the direction of writing", () => {
  for (
    const sign of ["\u0000", "\u0007", "\n", "\r", "\u001b", "\u007f", "\u009b", "\u2028", "\u202e", "\u2067", "\u061c"]
  ) {
    assert.equal(shownText(`a${sign}b`), "a\ufffdb", JSON.stringify(sign));
  }
  assert.equal(shownText("a\ud800b"), "a\ufffdb");
});

Deno.test("shownText() leaves what is seen", () => {
  for (const text of ["", "GET /a?b=c 200", "naïve café", "日本語", "😀", "שלום", "a\u200db"]) {
    assert.equal(shownText(text), text);
  }
});

Deno.test("shownText() is done after once", () => {
  fc.assert(fc.property(ANY_TEXT, (text) => assert.equal(shownText(shownText(text)), shownText(text))));
});

Deno.test("shownValue() goes through lists and records, and leaves numbers and nothing as they are", () => {
  assert.deepEqual(
    shownValue({ a: "\u001b[2J", b: [{ c: "x\u202ey" }, 1, null, undefined, true] }),
    { a: "\ufffd[2J", b: [{ c: "x\ufffdy" }, 1, null, undefined, true] },
  );
});

Deno.test("shownJson() means the same value, and holds nothing that is not seen", () => {
  fc.assert(fc.property(ANY_TEXT, (text) => {
    const json = shownJson({ text });
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify({ text })));
    assert.equal(shownText(json), json);
  }));
});

Deno.test("escapedJson() keeps the lines of JSON", () => {
  assert.equal(escapedJson('{\n\t"a": "\u009b"\r\n}'), '{\n\t"a": "\\u009b"\r\n}');
});
