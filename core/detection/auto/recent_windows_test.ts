import assert from "node:assert/strict";
import { RecentWindows } from "./recent_windows.ts";
import type { WatchedWindow } from "./watched_window.ts";

const MINUTE_MS = 60_000;
/** A window of two seconds with this many lines, none of them an error. */
function windowAt(startMs: number, total: number): WatchedWindow {
  const nothing = { counts: new Map(), errors: new Map(), hosts: new Map(), isNew: () => false };
  return { startMs, endMs: startMs + 2000, total, ...nothing, isWhole: true };
}

/** Windows of two seconds up to the end of the fourth minute, with this many lines from a time on, and six before. */
function windowsOf(fromMs: number, lines: number, windows = new RecentWindows(MINUTE_MS)): RecentWindows {
  for (let startMs = 0; startMs < 4 * MINUTE_MS; startMs += 2000) {
    windows.add(windowAt(startMs, startMs >= fromMs ? lines : 4 + startMs / 2000 % 5));
  }
  return windows;
}

/** When a change in the fourth minute is taken to have begun, against 180 expected lines. */
function onsetOf(windows: RecentWindows, actual: number): number {
  return windows.onset({
    startMs: 3 * MINUTE_MS,
    endMs: 4 * MINUTE_MS,
    actual,
    expected: 180,
    ticks: 1,
    isOfErrors: false,
  });
}

Deno.test("RecentWindows.onset() is the window in which a rise or a drop began, within the tick or at the end of the one before", () => {
  for (const atMs of [170_000, 200_000]) {
    assert.equal(onsetOf(windowsOf(atMs, 30), 600), atMs);
    assert.equal(onsetOf(windowsOf(atMs, 1), 60), atMs);
    assert.equal(onsetOf(windowsOf(atMs, 0), 0), atMs);
  }
});

Deno.test("RecentWindows.onset() is the tick's start where the windows are too long ago, or unknown", () => {
  const change = { startMs: MINUTE_MS / 2, endMs: MINUTE_MS, actual: 600, expected: 180, ticks: 1, isOfErrors: false };
  assert.equal(windowsOf(0, 6).onset(change), MINUTE_MS / 2);
  assert.equal(new RecentWindows(MINUTE_MS).onset(change), MINUTE_MS / 2);
});

Deno.test("RecentWindows tells when the last line came, and goes on from its state", () => {
  const windows = windowsOf(200_000, 0);
  assert.equal(windows.lastLineMs, 200_000);
  const resumed = new RecentWindows(MINUTE_MS, JSON.parse(JSON.stringify(windows.toState())));
  assert.deepEqual([resumed.lastLineMs, onsetOf(resumed, 0)], [200_000, 200_000]);
});

Deno.test("RecentWindows.onset() of a tick that goes on goes by what is expected in the part that is over", () => {
  const windows = new RecentWindows(MINUTE_MS);
  for (let startMs = 0; startMs < 200_000; startMs += 2000) {
    windows.add(windowAt(startMs, startMs >= 182_000 ? 18 : 6));
  }
  const change = { startMs: 190_000, endMs: 200_000, actual: 168, expected: 180, ticks: 1, isOfErrors: false };
  assert.equal(windows.onset(change), 182_000);
});

Deno.test("RecentWindows knows of no last line beyond a time that nobody watched", () => {
  const windows = windowsOf(0, 6);
  windows.add(windowAt(100 * MINUTE_MS, 0));
  assert.equal(windows.lastLineMs, null);
});

Deno.test("RecentWindows.onset() of errors over many ticks is the first of them where hardly any came before", () => {
  const windows = new RecentWindows(MINUTE_MS);
  for (let startMs = 0; startMs < 12 * MINUTE_MS; startMs += 2000) {
    const errors = startMs < 11.5 * MINUTE_MS ? 0 : 1;
    windows.add({ ...windowAt(startMs, 5), errors: new Map(errors > 0 ? [["e", errors]] : []) });
  }
  const change = { startMs: 0, endMs: 12 * MINUTE_MS, expected: 0.2, ticks: 12, isOfErrors: true };
  assert.equal(windows.onset({ ...change, actual: 15 }), 11.5 * MINUTE_MS);
  assert.equal(windows.onset({ ...change, actual: 40 }), 0);
});
