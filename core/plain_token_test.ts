import assert from "node:assert/strict";
import { isTokenPlain } from "./plain_token.ts";

Deno.test("isTokenPlain() is true for http to another machine alone", () => {
  const plain = ["http://logs.example", "http://0.0.0.0:8000", "http://[fe80::1]:8000"];
  const safe = ["https://logs.example", "http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"];
  assert.deepEqual([...plain, ...safe].map(isTokenPlain), [...plain.map(() => true), ...safe.map(() => false)]);
});
