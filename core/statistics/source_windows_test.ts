import assert from "node:assert/strict";
import { type SourceCount, sourceWindows } from "./source_windows.ts";

const range = { fromMs: 2000, toMs: 6000, windowMs: 2000 };

function count(rest: Partial<SourceCount>): SourceCount {
  return { source: "web", template: "a", level: "info", host: "-", slotMs: 2000, count: 1, ...rest };
}

Deno.test("sourceWindows() adds up per source and window, lines of known hosts too, in their order, whatever the counts' order", () => {
  const counts = [
    count({ source: "web", host: "w1", slotMs: 5000, count: 7 }),
    count({ source: "app", slotMs: 4000, count: 2 }),
    count({ source: "web", slotMs: 2000, count: 1 }),
    count({ source: "web", slotMs: 3999, template: "b", host: "w2", count: 4 }),
    count({ source: "web", host: "w1", slotMs: 3000, count: 2 }),
  ];
  const none = new Map();
  const expected = [
    { source: "app", startMs: 4000, counts: new Map([["a", 2]]), total: 2, errors: none, fatals: none, hosts: none },
    {
      source: "web",
      startMs: 2000,
      counts: new Map([["a", 3], ["b", 4]]),
      total: 7,
      errors: none,
      fatals: none,
      hosts: new Map([["w1", 2], ["w2", 4]]),
    },
    {
      source: "web",
      startMs: 4000,
      counts: new Map([["a", 7]]),
      total: 7,
      errors: none,
      fatals: none,
      hosts: new Map([["w1", 7]]),
    },
  ];
  assert.deepEqual(sourceWindows(counts, range), expected);
  assert.deepEqual(sourceWindows(counts.toReversed(), range), expected);
});

Deno.test("sourceWindows() takes error and fatal for errors, and no other level", () => {
  const levels = ["-", "trace", "debug", "info", "notice", "warn", "error", "fatal", "ERROR", "odd"];
  const counts = levels.map((level, index) => count({ level, count: 10 ** index }));
  assert.equal(sourceWindows(counts, range)[0].errors.get("a"), 11_000_000);
});

Deno.test("sourceWindows() takes a range's start and leaves out its end and what counts nothing", () => {
  const counts = [1999, 2000, 5999, 6000].map((slotMs) => count({ slotMs }));
  assert.deepEqual(sourceWindows(counts, range).map(({ startMs }) => startMs), [2000, 4000]);
  assert.deepEqual(sourceWindows([count({ count: 0 })], range), []);
});

Deno.test("sourceWindows() refuses an unaligned range with a RangeError", () => {
  assert.throws(() => sourceWindows([], { ...range, toMs: 5000 }), RangeError);
});
