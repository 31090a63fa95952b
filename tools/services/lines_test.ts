import assert from "node:assert/strict";
import { lines } from "./lines.ts";

Deno.test("lines() joins what chunks split and keeps a last line without an end", async () => {
  const chunks = ["a\r\nb", "c\n", "\nd"].map((text) => new TextEncoder().encode(text));
  assert.deepEqual(await Array.fromAsync(lines(ReadableStream.from(chunks))), ["a", "bc", "", "d"]);
});
