import assert from "node:assert/strict";
import { Chalk } from "chalk";
import { wrapped } from "./wrapped.ts";

Deno.test("wrapped() breaks between words, and begins no line with the blank between them", () => {
  assert.equal(wrapped("sources mail.log, xferlog, web.log", 17), "sources mail.log,\nxferlog, web.log");
  assert.equal(wrapped("learned from 1 day", 13), "learned from\n1 day");
  assert.equal(wrapped("one\n  two, indented", 40), "one\n  two, indented", "lines of its own stay as they are");
  assert.equal(wrapped("as long as it is", null), "as long as it is");
});

Deno.test("wrapped() does so in colours", () => {
  const text = new Chalk({ level: 1 }).green("learned from 1 day");
  // deno-lint-ignore no-control-regex
  assert.equal(wrapped(text, 13).replaceAll(/\u001b\[\d+m/g, ""), "learned from\n1 day");
});
