import assert from "node:assert/strict";
import { Chalk } from "chalk";
import { type Row, rowLines, shownRows } from "./show_comparison.ts";

const palette = new Chalk({ level: 0 });
const template = {
  text: "write to <*> failed",
  sample: "ERROR write to sda failed",
  hosts: ["a", "b", "c", "d"],
  source: null,
  level: "error",
  isError: true,
  before: [0],
  after: 12,
};
const row: Row = {
  template,
  change: "new",
  before: 0,
  after: 12,
  ratio: null,
  probability: 0.00012,
  isBeyondChance: true,
};

Deno.test("rowLines() says how a message changed, where, what it is, and shows a line", () => {
  assert.deepEqual(rowLines(row, { palette, columns: null }), [
    "new error  0 -> 12             p 1e-4                    [a, b, c, 4 hosts]  write to <*> failed",
    "  ERROR write to sda failed",
  ]);
});

Deno.test("rowLines() keeps to the terminal's columns", () => {
  const long = { ...row, template: { ...template, text: "x".repeat(300), sample: "y".repeat(300) } };
  for (const line of rowLines(long, { palette, columns: 70 })) assert.equal(line.length, 70);
});

Deno.test("rowLines() says of a row that may be chance that it may be, in place of a probability", () => {
  const [line] = rowLines({ ...row, isBeyondChance: false, probability: 0.6 }, { palette, columns: null });
  assert.match(line!, /12 +may be chance +\[a/);
});

Deno.test("shownRows() leaves out new messages that may be chance beyond ten, and none that is an error or beyond it", () => {
  const passing = { ...row, isBeyondChance: false, template: { ...template, isError: false } };
  const rows = [{ ...row, isBeyondChance: false }, ...Array.from({ length: 30 }, () => ({ ...passing })), row];
  const { shown, more } = shownRows(rows);
  assert.deepEqual([shown.length, more], [12, 20]);
  assert.equal(shown.at(-1), row);
});
