import assert from "node:assert/strict";
import { missingTools } from "./missing_tools.ts";

Deno.test("missingTools() names only the programs that can't be run", async () => {
  const absent = { name: "no-such-compiler-here", remedy: "none" };
  assert.deepEqual(await missingTools([{ name: "deno", remedy: "" }, absent]), [absent]);
});
