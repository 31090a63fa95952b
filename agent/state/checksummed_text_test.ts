import assert from "node:assert/strict";
import fc from "fast-check";
import { CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";

Deno.test("verifiedBody() gives back what got a checksum", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      (text) => assert.equal(verifiedBody("batch", withChecksum("batch", text)), text),
    ),
  );
});

Deno.test("verifiedBody() refuses every text that was cut or changed", () => {
  const written = withChecksum("batch", '{"a":1}\n{"b":2}');
  for (let at = 0; at < written.length; at++) {
    assert.throws(() => verifiedBody("batch", written.slice(0, at)), CorruptFileError);
    assert.throws(() => verifiedBody("batch", `${written.slice(0, at)}#${written.slice(at + 1)}`), CorruptFileError);
  }
  assert.throws(() => verifiedBody("miner", written), CorruptFileError);
});
