import assert from "node:assert/strict";
import fc from "fast-check";
import { NumberTable } from "./number_table.ts";

const KEY = fc.oneof(fc.integer(), fc.maxSafeNat(), fc.integer({ min: 0, max: 40 }));

Deno.test("NumberTable holds what a Map holds, in the same order, also after some were forgotten", () => {
  fc.assert(fc.property(fc.array(fc.tuple(KEY, fc.nat()), { maxLength: 500 }), (entries) => {
    const table = new NumberTable(), map = new Map<number, number>();
    for (const [key, value] of entries) {
      table.set(key, value);
      map.set(key, value);
    }
    assert.deepEqual(table.entries(), [...map]);
    table.keep((value) => value % 3 > 0);
    for (const [key, value] of map) if (value % 3 === 0) map.delete(key);
    assert.deepEqual(table.entries(), [...map]);
    for (const [key] of entries) assert.equal(table.get(key), map.get(key));
  }));
});
