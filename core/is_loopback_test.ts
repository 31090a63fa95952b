import assert from "node:assert/strict";
import { isLoopback } from "./is_loopback.ts";

for (const name of ["localhost", "127.0.0.1", "127.9.8.7", "::1", "[::1]"]) {
  Deno.test(`isLoopback() takes ${name} for this machine`, () => assert.ok(isLoopback(name)));
}

for (const name of ["", "0.0.0.0", "::", "127.0.0.1.example.org", "127.0.0", "localhost.example.org", "10.0.0.1"]) {
  Deno.test(`isLoopback() takes "${name}" for another`, () => assert.ok(!isLoopback(name)));
}
