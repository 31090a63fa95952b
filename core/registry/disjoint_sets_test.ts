import assert from "node:assert/strict";
import fc from "fast-check";
import { DisjointSets } from "./disjoint_sets.ts";

Deno.test("DisjointSets.sets() holds what was joined, directly or through others", () => {
  const sets = new DisjointSets<string>();
  for (const [a, b] of ["ab", "cd", "bc", "xy", "zz"]) sets.join(a, b);
  assert.deepEqual(sets.sets().map((set) => set.sort().join("")).sort(), ["abcd", "xy", "z"]);
});

Deno.test("DisjointSets.sets() does not depend on the order of the joins", () => {
  const joins = fc.array(fc.tuple(fc.nat(20), fc.nat(20)));
  const law = fc.property(joins.chain((pairs) => fc.tuple(fc.constant(pairs), shuffled(pairs))), ([pairs, others]) => {
    assert.deepEqual(setsOf(others), setsOf(pairs));
  });
  fc.assert(law);
});

function shuffled<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, { minLength: items.length });
}

function setsOf(pairs: readonly (readonly [number, number])[]): string[] {
  const sets = new DisjointSets<number>();
  for (const [a, b] of pairs) sets.join(a, b);
  return sets.sets().map((set) => set.sort((a, b) => a - b).join()).sort();
}
