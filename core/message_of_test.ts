import assert from "node:assert/strict";
import { messageOf } from "./message_of.ts";

Deno.test("messageOf() gives an error's message, and anything else as text", () => {
  assert.equal(messageOf(new TypeError("no such thing")), "no such thing");
  assert.equal(messageOf("thrown as it is"), "thrown as it is");
  assert.equal(messageOf(undefined), "undefined");
});
