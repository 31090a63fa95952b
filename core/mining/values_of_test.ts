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

Deno.test("valuesOf() finds statuses where a text has their class, and values that only spaces part", () => {
  const line = '10.0.0.1 - - [26/Nov/2026:00:00:00 +0000] "GET /a b HTTP/1.1" 503 12 "-" "curl/8"';
  const text = '"GET <*> HTTP/1.1" 5xx <*> "<*>" "<*>"';
  assert.deepEqual(valuesOf(text, line), ["/a b", "503", "12", "-", "curl/8"]);
  assert.equal(valuesOf(text, line.replace("503", "404")), undefined);
  assert.deepEqual(valuesOf("took <*> <*> of <*>", "took 12 345 of 9"), ["12", "345", "9"]);
  assert.deepEqual(valuesOf("upstream gave 5xx to <*>", "upstream gave 5xx to web"), ["5xx", "web"]);
  assert.deepEqual(valuesOf("request done {method=GET status=2xx}", "request done {method=GET status=204}"), ["204"]);
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
