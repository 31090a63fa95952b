import assert from "node:assert/strict";
import { type PacedSource, pause } from "./pacing.ts";

const CASES: [string, PacedSource[], number][] = [
  ["an eighth of a window without any source", [], 250],
  ["until the next window's end", [{ dueMs: 11_500, isLive: true }, { dueMs: 10_700, isLive: true }], 700],
  ["little for a watermark at a window's end", [{ dueMs: 10_000, isLive: true }], 25],
  ["a twentieth of a window for a watermark that is late", [{ dueMs: 9_500, isLive: true }], 100],
  ["not for an agent that is gone", [{ dueMs: 100, isLive: false }, { dueMs: 11_900, isLive: true }], 1900],
];

for (const [name, sources, expected] of CASES) {
  Deno.test(`pause() waits ${name}`, () => assert.equal(pause(sources, 10_000, 2000), expected));
}

Deno.test("pause() looks often where windows are short", () => {
  assert.equal(pause([{ dueMs: 0, isLive: true }], 10_000, 200), 10);
  assert.equal(pause([{ dueMs: 9_999, isLive: true }], 10_000, 20), 1);
});
