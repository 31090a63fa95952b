import assert from "node:assert/strict";
import { circle, importsIn } from "./import_circles.ts";
import { reports } from "./testing/reports.ts";

const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "a.ts": ["b.ts", "d.ts"],
  "b.ts": ["c.ts", "d.ts"],
  "c.ts": ["a.ts"],
  "d.ts": ["e.ts"],
  "e.ts": ["d.ts"],
};
const importsOf = (path: string) => IMPORTS[path] ?? [];

Deno.test("circle() names the way back, and nothing of circles that the file is no part of", () => {
  assert.deepEqual(circle("a.ts", "b.ts", importsOf), ["a.ts", "b.ts", "c.ts", "a.ts"]);
  assert.equal(circle("a.ts", "d.ts", importsOf), null);
  assert.deepEqual(circle("d.ts", "e.ts", importsOf), ["d.ts", "e.ts", "d.ts"]);
  assert.equal(circle("f.ts", "a.ts", importsOf), null);
});

Deno.test("importsIn() finds each way to import a file by path", () => {
  const text = [
    'import { a } from "./a.ts";',
    'import {\n  b,\n  type B,\n} from "../b.ts";',
    'export * from "./c/c.ts";',
    'export { d } from "./d.ts";',
    'import type { E } from "./e.ts";',
    'import "./f.ts";',
    'import zod from "zod";',
    'const g = await import("./g.ts");',
    '  late: async () => (await import("./h.ts")).h,',
    'type I = import("./i.ts").I;',
    ' * import { j } from "./j.ts";',
    ' * await import("./k.ts")',
    'export const text = "./h.ts";',
  ].join("\n");
  assert.deepEqual(importsIn(text, "x/y.ts"), [
    "x/a.ts",
    "b.ts",
    "x/c/c.ts",
    "x/d.ts",
    "x/e.ts",
    "x/f.ts",
    "x/g.ts",
    "x/h.ts",
    "x/i.ts",
  ]);
});

Deno.test("the rule import-circles reports an import whose file imports this one, on its own or by way of others", () => {
  const file = "core/clock.ts";
  const used = "clock/system_clock.ts";
  assert.deepEqual(reports("import-circles", file, 'import type { A } from "../clock/system_clock.ts";'), [
    `${file} -> ${used} -> ${file} is a circle: expected what both ends need to stand in a file of its own`,
  ]);
  const far = reports("import-circles", file, 'export { b } from "../commands/up.ts";');
  assert.equal(far.length, 1);
  assert.match(far[0], /^core\/clock\.ts -> commands\/up\.ts -> .* -> core\/clock\.ts is a circle/);
  assert.deepEqual(reports("import-circles", file, 'import { c } from "./mode.ts";'), []);
});
