import assert from "node:assert/strict";
import { compareTemplates, type TemplateCounts } from "./compare_templates.ts";

const BLOCKS = 20;

interface Named extends TemplateCounts {
  readonly name: string;
}

/** A template whose lines are spread evenly before. */
function even(name: string, before: number, after: number, isError = false): Named {
  return {
    name,
    isError,
    after,
    before: Array.from(
      { length: BLOCKS },
      (_, i) => Math.floor((before * (i + 1)) / BLOCKS) - Math.floor((before * i) / BLOCKS),
    ),
  };
}

/** The same, all in one block. */
function burst(name: string, before: number, after: number): Named {
  return { name, isError: false, after, before: Array.from({ length: BLOCKS }, (_, i) => i === 3 ? before : 0) };
}

const USUAL = [even("a", 1_000, 1_000), even("b", 500, 500), even("c", 200, 200), even("d", 40, 40), even("e", 5, 5)];

function changes(templates: readonly Named[]): string[] {
  const totals = Array.from({ length: BLOCKS }, (_, i) => templates.reduce((sum, { before }) => sum + before[i]!, 0));
  return compareTemplates(templates, totals).map(({ template, change }) => `${change} ${template.name}`);
}

const CASES: [string, readonly Named[], string[]][] = [
  ["nothing where nothing changed", [], []],
  ["nothing where all grew alike", USUAL.map((each) => ({ ...each, after: 10 * each.after })), []],
  ["nothing of what chance allows", [even("x", 100, 118), even("y", 8, 3), even("z", 3, 0)], []],
  ["nothing of a change of less than a fifth, however certain", [even("x", 1e6, 1.15e6)], []],
  ["what is more, and only that, in a flood", [even("x", 300, 9_000)], ["more x"]],
  ["what is fewer", [even("x", 300, 100)], ["fewer x"]],
  ["what is gone", [even("x", 30, 0)], ["gone x"]],
  ["what is new, a single line too", [even("x", 0, 1)], ["new x"]],
  ["new errors first, then the least probable", [
    even("often", 0, 500),
    even("once", 0, 1),
    even("error", 0, 1, true),
    even("x", 300, 100),
  ], ["new error", "new often", "fewer x", "new once"]],
  ["no end of a burst, which comes and goes", [burst("x", 60, 0), burst("y", 60, 150)], []],
  ["a burst where there was none before", [even("x", 10, 60)], ["more x"]],
];
for (const [what, templates, expected] of CASES) {
  Deno.test(`compareTemplates() tells ${what}`, () => {
    const known = templates.some(({ name }) => name === "a") ? [] : USUAL;
    assert.deepEqual(changes([...known, ...templates]), expected);
  });
}

Deno.test("compareTemplates() gives counts, the ratio to what was expected, and its probability", () => {
  const templates = [...USUAL.map((each) => ({ ...each, after: each.after / 5 })), even("x", 100, 100)];
  const totals = Array(BLOCKS).fill(1_845 / BLOCKS);
  const [row] = compareTemplates(templates, totals);
  assert.deepEqual([row?.template.name, row?.before, row?.after, row?.ratio], ["x", 100, 100, 5]);
  assert.ok(row!.probability > 0 && row!.probability < 1e-20, `${row!.probability}`);
});

const EDGES: [string, Named[], string[]][] = [
  ["nothing at all", [], []],
  ["nothing before", [even("x", 0, 5), even("y", 0, 7)], ["new y", "new x"]],
  ["nothing after", [even("x", 50, 0), even("y", 1, 0)], ["gone x"]],
  ["counts of a billion", [...USUAL.map((each) => ({ ...each, after: 1e9, before: Array(BLOCKS).fill(1e9) }))], []],
];
for (const [what, templates, expected] of EDGES) {
  Deno.test(`compareTemplates() takes ${what}, and makes no NaN`, () => {
    assert.deepEqual(changes(templates), expected);
    const rows = compareTemplates(templates, Array(BLOCKS).fill(1));
    assert.ok(rows.every(({ probability, ratio }) => probability >= 0 && probability <= 1 && !Number.isNaN(ratio)));
  });
}

Deno.test("compareTemplates() calls hardly anything in two halves of a log that does not change", () => {
  let state = 7, called = 0;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random(); product > limit; product *= random()) count++;
    return count;
  };
  for (let run = 0; run < 40; run++) {
    const templates = Array.from({ length: 100 }, (_, i): Named => {
      const mean = 10 ** (i % 4 - 1), cluster = i % 5 === 0 ? 8 : 1;
      const block = () => cluster * poisson(mean / cluster);
      return {
        name: `${i}`,
        isError: false,
        before: Array.from({ length: BLOCKS }, block),
        after: Array.from({ length: BLOCKS }, block).reduce((a, b) => a + b),
      };
    });
    called += changes(templates).filter((change) => !change.startsWith("new")).length;
  }
  assert.ok(called <= 8, `${called} of 4,000 templates`);
});
