import assert from "node:assert/strict";
import { KINDS } from "../../core/detection/kinds/kinds.ts";
import { kindNamesIn } from "./kind_names.ts";
import { reports } from "./testing/reports.ts";

Deno.test("kindNamesIn() finds the name of a kind that a file defines", () => {
  assert.deepEqual(kindNamesIn('export const drop = defineKind({\n  name: "drop",\n  title: "Drop",\n});'), ["drop"]);
  assert.deepEqual(kindNamesIn('export const rows = [{ name: "drop" }];'), []);
});

for (const { name } of KINDS) {
  const others = KINDS.filter((kind) => kind.name !== name).slice(0, 2).map((kind) => `${kind.name}: "blue"`).join(
    ", ",
  );
  Deno.test(`the rule kind-names refuses "${name}" outside of the kinds`, () => {
    const message = `api/a.ts names the kind "${name}": expected it to ask the list in core/detection/kinds/kinds.ts`;
    for (
      const source of [
        `if (anomaly.kind === "${name}") call();`,
        `const query = 'r.kind == "${name}"';`,
        `const query = "SELECT * FROM annotations WHERE kind = '${name}'";`,
        `const query = \`r.kind == "${name}" and \${more}\`;`,
        `const colours: Record<AnomalyKind, string> = { ${name}: "red", ${others} };`,
      ]
    ) assert.deepEqual(reports("kind-names", "api/a.ts", source), [message], source);
  });

  Deno.test(`the rule kind-names lets demos, tests and benchmarks expect "${name}"`, () => {
    const source = `export const expected = { kind: "${name}" };`;
    for (
      const path of [
        `core/detection/kinds/${name}.ts`,
        "demos/scenarios/a.ts",
        "api/a_test.ts",
        "api/testing/a.ts",
        "bench/a.ts",
      ]
    ) assert.deepEqual(reports("kind-names", path, source), [], path);
  });
}

Deno.test("the rule kind-names lets detectors alone import a kind's module: others take the list, and what kinds share", () => {
  const message = 'api/a.ts names the kind "drop": expected it to ask the list in core/detection/kinds/kinds.ts';
  for (
    const source of [
      'import { drop } from "../core/detection/kinds/drop.ts";',
      'export { drop } from "../core/detection/kinds/drop.ts";',
      'export * from "../core/detection/kinds/drop.ts";',
      'await import("../core/detection/kinds/drop.ts");',
      'export type Drop = typeof import("../core/detection/kinds/drop.ts");',
    ]
  ) assert.deepEqual(reports("kind-names", "api/a.ts", source), [message], source);
  const shared =
    'import { textOf } from "../core/detection/kinds/words.ts"; import { KINDS } from "../core/detection/kinds/kinds.ts";';
  assert.deepEqual(reports("kind-names", "api/a.ts", shared), []);
  const called = 'import { drop } from "../kinds/drop.ts"; export const held = { silence: 1, burst: 2 };';
  assert.deepEqual(reports("kind-names", "core/detection/auto/a.ts", called), []);
  assert.equal(reports("kind-names", "core/detection/auto/a.ts", 'export const kind = "drop";').length, 1);
});

Deno.test("the rule kind-names takes words that hold a kind's name", () => {
  assert.deepEqual(
    reports(
      "kind-names",
      "api/a.ts",
      'const text = ["a drop in the ocean", "patterns", "dropped"]; const found = { pattern: 1, missing: 2 };',
    ),
    [],
  );
});
