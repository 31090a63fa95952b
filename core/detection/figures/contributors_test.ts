import assert from "node:assert/strict";
import { topContributors } from "./contributors.ts";

const TEMPLATES = [
  { template: "b", actual: 9, expected: 1 },
  { template: "a", actual: 9, expected: 1 },
  { template: "gone", actual: 0, expected: 5 },
  { template: "most", actual: 20, expected: 0 },
  { template: "fourth", actual: 2, expected: 1 },
];

Deno.test("topContributors() names three at most, those with the largest share first, in order of their ids where it is equal", () => {
  const grown = topContributors(TEMPLATES, ({ actual, expected }) => actual - expected);
  assert.deepEqual(grown.map(({ template }) => template), ["most", "a", "b"]);
});

Deno.test("topContributors() names none without a share", () => {
  const shrunk = topContributors(TEMPLATES, ({ actual, expected }) => expected - actual);
  assert.deepEqual(shrunk.map(({ template }) => template), ["gone"]);
});
