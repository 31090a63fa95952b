import assert from "node:assert/strict";
import { fnv32, fnv64 } from "./fnv.ts";

function digest(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return fnv64(bytes.length, (i) => bytes[i]);
}

Deno.test("fnv64() and fnv32() give what the draft gives", () => {
  assert.deepEqual(["", "a", "foobar"].map(digest), ["cbf29ce484222325", "af63dc4c8601ec8c", "85944171f73967e8"]);
  assert.deepEqual(["", "a", "foobar"].map((text) => fnv32(text)), [0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});
