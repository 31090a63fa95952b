import assert from "node:assert/strict";
import { reports } from "./testing/reports.ts";

const IMPURE: readonly [source: string, what: string][] = [
  ["const now = Date.now();", "Date.now"],
  ['const now = Date["now"]();', "Date"],
  ["const { now } = Date;", "Date"],
  ["const now = new Date();", "Date"],
  ["const now = new Date(...[]);", "Date"],
  ["const now = Date();", "Date"],
  ["const day = new Date(2026, 1, 1);", "Date"],
  ["const hour = new Date(0).getHours();", "getHours"],
  ["const zone = new Intl.DateTimeFormat();", "Intl"],
  ["const now = Temporal.Now.instant();", "Temporal"],
  ["const took = performance.now();", "performance"],
  ["const { now } = performance;", "performance"],
  ["const chance = Math.random();", "Math.random"],
  ["const { random } = Math;", "Math"],
  ["const id = crypto.randomUUID();", "crypto"],
  ['Deno.readTextFileSync("a");', "Deno"],
  ["const { readTextFileSync } = Deno;", "Deno"],
  ["const path = process.env.HOME;", "process"],
  ["console.log(1);", "console"],
  ["globalThis.setTimeout(() => {}, 1);", "globalThis"],
  ["setTimeout(() => {}, 1);", "setTimeout"],
  ["const later = { setTimeout };", "setTimeout"],
  ["const signal = AbortSignal.timeout(1);", "AbortSignal.timeout"],
  ['await fetch("http://localhost");', "fetch"],
  ["const get = fetch;", "fetch"],
  ['new Worker("a.ts");', "Worker"],
  ['import { readFileSync } from "node:fs";', '"node:fs"'],
  ['export * from "node:fs";', '"node:fs"'],
  ['await import("node:fs");', '"node:fs"'],
  ['export type Stats = import("node:fs").Stats;', '"node:fs"'],
];

for (const [source, what] of IMPURE) {
  Deno.test(`the rule pure-core refuses "${source}" in core and counting`, () => {
    for (const [path, folder] of [["core/mining/example.ts", "core"], ["counting/example.ts", "counting"]]) {
      const message = `${folder} must not use ${what}: expected it to arrive as an argument`;
      assert.deepEqual(reports("pure-core", path!, source), [message]);
    }
    for (const path of ["core/mining/example_test.ts", "core/testing/example.ts", "agent/example.ts"]) {
      assert.deepEqual(reports("pure-core", path, source), [], path);
    }
  });
}

Deno.test("the rule pure-core refuses packages in core alone", () => {
  for (const source of ['import { z } from "zod";', 'export { z } from "zod";', 'await import("zod");']) {
    const message = 'core must not use "zod": expected it to arrive as an argument';
    assert.deepEqual(reports("pure-core", "core/example.ts", source), [message]);
    assert.deepEqual(reports("pure-core", "counting/example.ts", source), []);
  }
});

Deno.test("the rule pure-core takes what only calculates", () => {
  const source = `
    import { a } from "./a.ts";
    export { b } from "./b.ts";
    export const c = [Date.parse("2026"), Date.UTC(2026, 1), new Date(0).getUTCHours(), Math.max(1, a), String(a.now)];
    export const made = (date: Date, signal?: AbortSignal) => ({ console: date, fetch: signal, ...a.performance });
  `;
  assert.deepEqual(reports("pure-core", "core/example.ts", source), []);
});
