import assert from "node:assert/strict";
import { isError } from "./is_error.ts";

const CASES: [string, string, boolean][] = [
  ["error", "all is well", true],
  ["fatal", "bye", true],
  ["warn", "request failed", false],
  ["info", "no error found", false],
  ["-", "connection to <*> refused", true],
  ["-", "java.lang.NullPointerException at <*>", true],
  ["-", "GET <*> <*>", false],
  ["-", '"GET <*> HTTP/<*>" 5xx <*> "<*>" "<*>"', true],
  ["-", '"GET <*> HTTP/<*>" 4xx <*> "<*>" "<*>"', false],
  ["-", "mirror <*> is up", false],
];
for (const [level, text, expected] of CASES) {
  Deno.test(`isError() takes "${text}" of level ${level} for ${expected ? "an" : "no"} error`, () => {
    assert.equal(isError({ level, text }), expected);
  });
}
