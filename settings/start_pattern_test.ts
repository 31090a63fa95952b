import assert from "node:assert/strict";
import { START } from "./start_pattern.ts";

Deno.test("START accepts patterns of RE2, and no others", () => {
  for (const accepted of ["", "BEGIN", String.raw`^\[\d{4}-`, "(?i)start|begin"]) {
    assert.ok(START.test(accepted), accepted);
  }
  for (const refused of ["(", "[a", "*", "a(?=b)", String.raw`(a)\1`]) assert.ok(!START.test(refused), refused);
});
