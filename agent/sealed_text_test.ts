import assert from "node:assert/strict";
import fc from "fast-check";
import { CorruptFileError, seal, unseal } from "./sealed_text.ts";

Deno.test("unseal() gives back what was sealed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(unseal("batch", seal("batch", text)), text)),
  );
});

Deno.test("unseal() refuses every text that was cut or changed", () => {
  const sealed = seal("batch", '{"a":1}\n{"b":2}');
  for (let at = 0; at < sealed.length; at++) {
    assert.throws(() => unseal("batch", sealed.slice(0, at)), CorruptFileError);
    assert.throws(() => unseal("batch", `${sealed.slice(0, at)}#${sealed.slice(at + 1)}`), CorruptFileError);
  }
  assert.throws(() => unseal("miner", sealed), CorruptFileError);
});
