import assert from "node:assert/strict";
import { RecentLines } from "./recent_lines.ts";

const MINUTE_MS = 60_000;

function added(lines: readonly (readonly [handle: number, minute: number, text: string])[]): RecentLines {
  const recent = new RecentLines();
  for (const [handle, minute, text] of lines) {
    const buffer = new TextEncoder().encode(`before ${text} after`);
    recent.add(handle, minute * MINUTE_MS, { buffer, start: 7, end: buffer.length - 6 });
  }
  return recent;
}

Deno.test("RecentLines finds the first line of a template from a time on", () => {
  const recent = added([[0, 1, "one"], [3, 1, "other"], [0, 1.5, "too soon"], [0, 5, "five"]]);
  const isFirst = (handle: number) => handle === 0;
  assert.equal(recent.find(isFirst, 0, Infinity), "one");
  assert.equal(recent.find(isFirst, 1.2 * MINUTE_MS, Infinity), "five");
  assert.equal(recent.find(isFirst, 1.2 * MINUTE_MS, 5 * MINUTE_MS), undefined);
  assert.equal(recent.find((handle) => handle === 1, 0, Infinity), undefined);
});

Deno.test("RecentLines keeps six lines of a template, also where time runs back", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 2.5];
  const recent = added(minutes.map((minute) => [0, minute, `at ${minute}`]));
  assert.equal(recent.find(() => true, 0, Infinity), "at 3");
  assert.equal(recent.find(() => true, 2 * MINUTE_MS, 3 * MINUTE_MS), "at 2.5");
});
