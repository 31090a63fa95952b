import assert from "node:assert/strict";
import { reports } from "./testing/reports.ts";

const IMPURE: readonly [source: string, what: string][] = [
  ["const now = Date.now();", "Date.now"],
  ["const now = new Date();", "new Date()"],
  ["const now = Date();", "Date()"],
  ["const took = performance.now();", "performance.now"],
  ["const chance = Math.random();", "Math.random"],
  ["const id = crypto.randomUUID();", "crypto.randomUUID"],
  ['Deno.readTextFileSync("a");', "Deno.readTextFileSync"],
  ["const path = process.env.HOME;", "process.env"],
  ["console.log(1);", "console.log"],
  ["globalThis.setTimeout(() => {}, 1);", "globalThis.setTimeout"],
  ["setTimeout(() => {}, 1);", "setTimeout()"],
  ['await fetch("http://localhost");', "fetch()"],
  ['import { readFileSync } from "node:fs";', '"node:fs"'],
  ['import { z } from "zod";', '"zod"'],
];

for (const [source, what] of IMPURE) {
  Deno.test(`the rule pure-core refuses ${what} in core`, () => {
    const message = `core must not use ${what}: expected it to arrive as an argument`;
    assert.deepEqual(reports("pure-core", "core/mining/example.ts", source), [message]);
    for (const path of ["core/mining/example_test.ts", "core/testing/example.ts", "agent/example.ts"]) {
      assert.deepEqual(reports("pure-core", path, source), [], path);
    }
  });
}

Deno.test("the rule pure-core takes what only calculates", () => {
  const source = `
    import { a } from "./a.ts";
    export const b = [Date.parse("2026"), Date.UTC(2026, 1), new Date(0).getTime(), Math.max(1, a), String(a.now)];
  `;
  assert.deepEqual(reports("pure-core", "core/example.ts", source), []);
});
