import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "./json_body.ts";
import { RequestError } from "./request_error.ts";

/** Each text with the character that is wrong marked by `^` before it. */
const WRONG = [
  '{"a": ^b}',
  "[1, ^]",
  "[1 ^2]",
  '{"a": 1, ^}',
  "{^, }",
  '{"a" ^1}',
  "tru^x",
  "[tru^",
  "-^a",
  "1.^",
  "0^1",
  '"\\^x"',
  '"\\u12^g4"',
  '"a^\tb"',
  '"open^',
  "^",
  '[\n  {"a": 1},\n  ^oops\n]',
  `[${"\n".repeat(3000)}${" ".repeat(70_000)}^<html>]`,
  "[".repeat(90_000) + "^}",
];

for (const marked of WRONG) {
  Deno.test(`parseJson() names line and column of what is wrong: ${marked.slice(0, 30)}`, () => {
    const before = marked.slice(0, marked.indexOf("^"));
    const line = before.split("\n").length, column = before.length - before.lastIndexOf("\n");
    assert.deepEqual(problemOf(marked.replace("^", "")), { line, column });
  });
}

Deno.test("law: one wrong character in valid JSON is named where it stands", () => {
  const wrongAnywhere = fc.tuple(fc.jsonValue(), fc.nat()).map(([value, n]) => {
    const text = JSON.stringify([value], null, 1);
    const at = n % text.length;
    return { text: text.slice(0, at) + "\0" + text.slice(at), at };
  });
  fc.assert(fc.property(wrongAnywhere, ({ text, at }) => {
    const before = text.slice(0, at);
    const expected = { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
    assert.deepEqual(problemOf(text), expected);
  }));
});

Deno.test("parseJson() counts lines from the first one's number", () => {
  assert.deepEqual(problemOf("{,}", 7), { line: 7, column: 2 });
});

function problemOf(text: string, firstLine?: number): unknown {
  try {
    parseJson(text, { firstLine });
  } catch (error) {
    assert.ok(error instanceof RequestError && error.status === 400);
    return error.position;
  }
  assert.fail("expected it to be refused");
}
