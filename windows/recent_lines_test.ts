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

const textsOf = (recent: RecentLines, handle: number) => recent.of((each) => each === handle).map(({ line }) => line);

Deno.test("RecentLines keeps a line a minute of each template", () => {
  const recent = added([[0, 1, "one"], [3, 1, "other"], [0, 1.5, "too soon"], [0, 5, "five"]]);
  assert.deepEqual(recent.of((handle) => handle === 0), [
    { atMs: MINUTE_MS, line: "one" },
    { atMs: 5 * MINUTE_MS, line: "five" },
  ]);
  assert.deepEqual([textsOf(recent, 1), textsOf(recent, 3)], [[], ["other"]]);
});

Deno.test("RecentLines keeps six lines of a template, also where time runs back", () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 2.5];
  const recent = added(minutes.map((minute) => [0, minute, `at ${minute}`]));
  assert.deepEqual(textsOf(recent, 0), ["at 3", "at 4", "at 5", "at 6", "at 7", "at 2.5"]);
});
