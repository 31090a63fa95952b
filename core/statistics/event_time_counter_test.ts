import assert from "node:assert/strict";
import fc from "fast-check";
import { EventTimeCounter, type EventTimeWindow } from "./event_time_counter.ts";

const WINDOW_MS = 1000;

/** Hosts that lines of the first handles name; the others name none. */
const HOSTS = ["web-1", "web-2"];

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((lines, { count }) => lines + count, 0);
}

interface Line {
  readonly ms: number;
  readonly handle: number;
  readonly level: number;
}

const step = fc.oneof(fc.nat(300), fc.nat(30_000));
const lineSteps = fc.array(fc.tuple(step, fc.nat(6), fc.nat(7), fc.nat(2_000)), { maxLength: 200 });

/** Lines in order of time, each with how much it comes late. */
function linesOf(steps: readonly (readonly [number, number, number, number])[]): (Line & { delayMs: number })[] {
  let ms = 1_700_000_000_000;
  return steps.map(([gap, handle, level, delayMs]) => ({ ms: ms += gap, handle, level, delayMs }));
}

Deno.test("EventTimeCounter gives the same windows for lines out of order within the bound", () => {
  fc.assert(fc.property(lineSteps, fc.nat(20), (steps, every) => {
    const lines = linesOf(steps);
    const shuffled = lines.toSorted((a, b) => a.ms + a.delayMs - (b.ms + b.delayMs));
    const inOrder = count(lines, { reorderMs: 2_000, every: every + 1 });
    assert.deepEqual(count(shuffled, { reorderMs: 2_000, every: every + 1 }), inOrder);
    assert.equal(inOrder.late, 0);
  }));
});

Deno.test("EventTimeCounter loses no line, gives each window once and in order, whatever the times", () => {
  const line = fc.record({
    ms: fc.integer({ min: -1e12, max: 4e12 }),
    handle: fc.oneof(fc.nat(3), fc.nat(5000)),
    level: fc.nat(7),
  });
  fc.assert(fc.property(fc.array(line), fc.nat(20), fc.nat(10), (lines, every, maxOpen) => {
    const { windows, late } = count(lines, { reorderMs: 1e11, every: every + 1, maxOpen });
    const starts = windows.map(({ startMs }) => startMs);
    assert.deepEqual(starts, [...new Set(starts)].sort((a, b) => a - b));
    assert(starts.every((startMs) => startMs % WINDOW_MS === 0));
    const counted = sum(windows.flatMap(({ counts }) => counts));
    assert.equal(counted + late, lines.length);
    for (const { counts, hosts } of windows) {
      const named = HOSTS.map((host, handle) => [host, sum(counts.filter((each) => each.handle === handle))] as const);
      assert.deepEqual([...hosts].sort(), named.filter(([, lines]) => lines > 0));
    }
  }));
});

Deno.test("EventTimeCounter counts a line of a closed window as late", () => {
  const counter = new EventTimeCounter({ windowMs: WINDOW_MS, reorderMs: 5_000 });
  for (let i = 0; i < 16; i++) assert(counter.add(i * 1_000, 1, 0));
  assert.deepEqual(counter.takeClosed().map(({ startMs }) => startMs), [0, 1_000, 2_000]);
  assert(!counter.add(2_999, 1, 0));
  assert(counter.add(3_000, 1, 0));
  assert.equal(counter.late, 1);
  assert.equal(counter.end().length, 13);
});

Deno.test("EventTimeCounter closes nothing because of a few lines of a clock that is ahead", () => {
  const counter = new EventTimeCounter({ windowMs: WINDOW_MS, reorderMs: 0 });
  const times = Array.from({ length: 400 }, (_, i) => i % 50 === 7 ? 3 * 86_400_000 + i : i * 100);
  for (const ms of times) {
    counter.add(ms, 1, 0);
    counter.takeClosed();
  }
  assert.equal(counter.late, 0);
});

Deno.test("EventTimeCounter holds no more counters than allowed", () => {
  const counter = new EventTimeCounter({ windowMs: WINDOW_MS, reorderMs: Infinity, maxOpen: 10 });
  for (let i = 0; i < 30; i++) counter.add(i * WINDOW_MS, 1, 0);
  assert.equal(counter.takeClosed().length, 20);
  assert.equal(counter.end().length, 10);
});

/** What a counter makes of lines, asked for closed windows after `every` of them. */
function count(
  lines: readonly Line[],
  { every, ...options }: { readonly reorderMs: number; readonly every: number; readonly maxOpen?: number },
): { windows: EventTimeWindow[]; late: number } {
  const counter = new EventTimeCounter({ windowMs: WINDOW_MS, ...options });
  const windows: EventTimeWindow[] = [];
  lines.forEach(({ ms, handle, level }, i) => {
    counter.add(ms, handle, level, HOSTS[handle]);
    if (i % every === 0) windows.push(...counter.takeClosed());
  });
  windows.push(...counter.end());
  return { windows: windows.map(sorted), late: counter.late };
}

function sorted({ startMs, counts, hosts }: EventTimeWindow): EventTimeWindow {
  return {
    startMs,
    hosts: new Map([...hosts].sort()),
    counts: counts.toSorted((a, b) => a.handle - b.handle || a.level - b.level),
  };
}
