import assert from "node:assert/strict";
import { refuseTimeless } from "./timeless_logs.ts";

const source = (name: string, read: number, timeless: number) => ({
  source: name,
  stats: { read, timeless, late: 0, early: 0 },
  timeline: [],
});

Deno.test("refuseTimeless() names logs without any time, and what was looked for", () => {
  const sources = [source("a.log", 5, 5), source("b.log", 5, 4), source("c.log", 1, 1)];
  assert.throws(
    () => refuseTimeless(sources),
    /Cannot evaluate "a\.log", "c\.log": .*2026-03-01T10:11:12Z.*epoch seconds/,
  );
});

Deno.test("refuseTimeless() takes logs of no lines, and of some without a time", () => {
  refuseTimeless([source("empty.log", 0, 0), source("b.log", 5, 4)]);
});
