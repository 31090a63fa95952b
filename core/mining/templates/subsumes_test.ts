import assert from "node:assert/strict";
import { subsumes } from "./subsumes.ts";

const CASES: readonly (readonly [string, string, boolean])[] = [
  ["user <*> logged in", "user root logged in", true],
  ["user <*> logged in", "user <*> logged in", true],
  ["user root logged in", "user <*> logged in", false],
  ["user <*> logged in", "user root logged out", false],
  ["user <*> logged in", "user root has logged in", false],
  ["block ssh<*> lost", "block ssh<*> lost", true],
  ["block <*> lost", "block ssh<*> lost", true],
  ["block ssh<*> lost", "block tty<*> lost", false],
  ["", "anything", false],
];

Deno.test("subsumes() holds when the general text matches every line of the special one", () => {
  for (const [general, special, expected] of CASES) {
    assert.equal(subsumes(general, special), expected, `${general} / ${special}`);
  }
});
