import assert from "node:assert/strict";
import { ReadingProgress } from "./reading_progress.ts";

Deno.test("ReadingProgress follows a reader that keeps pace but never reaches the end", () => {
  const progress = new ReadingProgress(0, 100);
  for (let nowMs = 100; nowMs <= 10_000; nowMs += 100) {
    progress.saw(nowMs, Math.max(0, nowMs - 500), nowMs);
    progress.hasRead(Math.max(0, nowMs - 400));
  }
  assert.equal(progress.upToMs, 9_600);
});

Deno.test("ReadingProgress stands still while nothing of what was seen first is read", () => {
  const progress = new ReadingProgress(0, 100);
  progress.saw(1_000, 0, 100);
  progress.saw(2_000, 0, 150);
  progress.saw(3_000, 0, 5_000);
  progress.hasRead(999);
  assert.equal(progress.upToMs, 0);
  progress.hasRead(2_500);
  assert.equal(progress.upToMs, 100);
  progress.isAtEnd(6_000);
  assert.equal(progress.upToMs, 6_000);
});

Deno.test("ReadingProgress forgets the marks of a file that is gone", () => {
  const progress = new ReadingProgress(0, 100);
  progress.saw(1_000, 0, 100);
  progress.restart();
  progress.hasRead(5_000);
  assert.equal(progress.upToMs, 0);
});
