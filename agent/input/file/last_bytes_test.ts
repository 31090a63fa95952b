import assert from "node:assert/strict";
import fc from "fast-check";
import { LastBytes } from "./last_bytes.ts";

const LIMIT = 16;

Deno.test("law: LastBytes has the end of all that came, however it came", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 2 * LIMIT }), { maxLength: 20 });
  fc.assert(fc.property(pieces, fc.nat(2 * LIMIT), (pieces, count) => {
    const held = new LastBytes(LIMIT);
    let all: number[] = [];
    for (const piece of pieces) {
      held.append(piece);
      all = [...all, ...piece].slice(-LIMIT);
      assert.equal(held.length, all.length);
      assert.deepEqual([...held.last(count)], count === 0 ? [] : all.slice(-count));
    }
    held.replace(Uint8Array.of(1, 2, 3));
    assert.deepEqual([...held.last(LIMIT)], [1, 2, 3]);
  }));
});

Deno.test("LastBytes uses its room again, and has no more of it than it needs", () => {
  const held = new LastBytes(1_024);
  held.append(new Uint8Array(10));
  assert.ok(held.last(10).buffer.byteLength <= 20);
  held.append(new Uint8Array(1_024));
  const { buffer } = held.last(1);
  for (let i = 0; i < 100; i++) held.append(Uint8Array.of(i));
  assert.equal(held.last(1).buffer, buffer);
});
