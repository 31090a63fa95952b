import assert from "node:assert/strict";
import { NumberGroups } from "./number_groups.ts";

Deno.test("NumberGroups gives all numbers of a key from the second on, each once and no more than it remembers", () => {
  const groups = new NumberGroups(3);
  assert.deepEqual(groups.note(7, 1), []);
  assert.deepEqual(groups.note(7, 1), []);
  assert.deepEqual(groups.note(8, 2), []);
  assert.deepEqual(groups.note(7, 2), [1, 2]);
  assert.deepEqual(groups.note(7, 2), [1, 2]);
  assert.deepEqual(groups.note(7, 3), [1, 2, 3]);
  assert.deepEqual(groups.note(7, 4), [1, 2, 3]);
});

Deno.test("NumberGroups takes numbers for the same that are the same when divided", () => {
  const groups = new NumberGroups(3, 10);
  groups.note(7, 11);
  assert.deepEqual(groups.note(7, 12), []);
  assert.deepEqual(groups.note(7, 21), [11, 21]);
  assert.deepEqual(groups.note(7, 22), [11, 21]);
});

Deno.test("NumberGroups forgets numbers, also those that are alone, and goes on after it as after a restore", () => {
  const groups = new NumberGroups(3), restored = new NumberGroups(3);
  for (const [key, number] of [[7, 1], [7, 2], [8, 1], [9, 3]]) groups.note(key, number);
  groups.forget((number) => number === 1);
  assert.deepEqual(groups.dump(), [[7, [2]], [8, []], [9, 3]]);
  restored.restore(groups.dump());
  for (const some of [groups, restored]) {
    assert.deepEqual(some.note(8, 5), [5]);
    assert.deepEqual(some.note(9, 5), [3, 5]);
  }
});
