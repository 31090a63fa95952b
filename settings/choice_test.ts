import assert from "node:assert/strict";
import { choice } from "./setting.ts";

Deno.test("choice() accepts its words alone, and names them", () => {
  const setting = choice({ env: ["MODE"], flag: "mode", meaning: "A mode" }, "one", {
    options: ["one", "two", "three"],
    placeholder: "MODE",
  });
  assert.equal(setting.expected, '"one", "two" or "three"');
  assert.deepEqual(["two", "Two", "", "four"].map(setting.parse), ["two", undefined, undefined, undefined]);
});
