import assert from "node:assert/strict";
import { valueClass } from "./value_class.ts";
import { valuesOf } from "./values_of.ts";

Deno.test("valuesOf() finds a line's values after its header", () => {
  const line = "Jun 14 15:16:01 combo sshd[19939]: Failed password for root from 10.0.0.1 port 22 ssh2";
  assert.deepEqual(valuesOf("Failed password for <*> from <*> port <*> ssh2", line), ["root", "10.0.0.1", "22"]);
});

Deno.test("valuesOf() knows a line that has not the text's form", () => {
  assert.equal(valuesOf("job <*> done", "job 7 failed"), undefined);
});

Deno.test("valuesOf() takes the rest of the line for a last value", () => {
  assert.deepEqual(valuesOf("size <*>", "size 12 MB"), ["12 MB"]);
});

const CLASSES: readonly (readonly [string, string])[] = [
  ["12", "integer"],
  ["1.5", "number"],
  ["12 MB", "quantity"],
  ["10.0.0.1:80", "ip address"],
  ["/var/log", "path"],
  ["https://example.org", "url"],
  ["0xff", "hexadecimal"],
  ["root", "word"],
  ["blk_12", "identifier"],
  ["two words", "text"],
  ["", "empty"],
];

Deno.test("valueClass() names the kind of a value", () => {
  for (const [text, name] of CLASSES) assert.equal(valueClass(text), name, text);
});
