import assert from "node:assert/strict";
import { parseCsv } from "./parse_csv.ts";

const CASES: readonly (readonly [string, string[][]])[] = [
  ["", []],
  ["a,b\n1,2\n", [["a", "b"], ["1", "2"]]],
  ["a,b\r\n1,", [["a", "b"], ["1", ""]]],
  ['"x, ""y""\nz",2', [['x, "y"\nz', "2"]]],
];

for (const [text, rows] of CASES) {
  Deno.test(`parseCsv() reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseCsv(text), rows));
}
