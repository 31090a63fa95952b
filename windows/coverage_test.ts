import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { coverageOf, horizonOf, learningStart, storedPastEnd } from "./coverage.ts";

function heartbeat(more: Partial<SeenHeartbeat>): SeenHeartbeat {
  return {
    agent: "a",
    source: "s",
    host: "-",
    read: 0,
    counted: 0,
    rejected: 0,
    lagBytes: 0,
    lagMs: 0,
    watermarkMs: 0,
    sinceMs: 0,
    firstLiveMs: null,
    spoolBytes: 0,
    seenMs: 0,
    ...more,
  };
}

const HORIZONS: [string, Partial<SeenHeartbeat>[], number][] = [
  ["waits for the slowest live agent", [{ seenMs: 100, watermarkMs: 90 }, { seenMs: 100, watermarkMs: 40 }], 40],
  ["does not wait for a dead agent", [{ seenMs: 100, watermarkMs: 90 }, { seenMs: 1, watermarkMs: 40 }], 90],
  ["is where the last agent came to when all are dead", [{ watermarkMs: 30 }, { watermarkMs: 40 }], 40],
  ["is nowhere without agents", [], -Infinity],
];

for (const [name, heartbeats, expected] of HORIZONS) {
  Deno.test(`horizonOf() ${name}`, () => assert.equal(horizonOf(heartbeats.map(heartbeat), 50), expected));
}

const COVERAGES: [string, Partial<SeenHeartbeat>[], string][] = [
  ["whole, up to both ends", [{ sinceMs: 10, watermarkMs: 20 }], "whole"],
  ["in part by an agent that began in it", [{ sinceMs: 11, watermarkMs: 30 }], "part"],
  ["in part by an agent that ended in it", [{ sinceMs: 0, watermarkMs: 19 }], "part"],
  ["not by agents before and after", [{ sinceMs: 0, watermarkMs: 10 }, { sinceMs: 20, watermarkMs: 30 }], "none"],
  ["whole by one of several", [{ sinceMs: 11, watermarkMs: 30 }, { sinceMs: 0, watermarkMs: 40 }], "whole"],
];

for (const [name, heartbeats, expected] of COVERAGES) {
  Deno.test(`coverageOf() finds a window covered ${name}`, () => {
    assert.equal(coverageOf(heartbeats.map(heartbeat), { startMs: 10, endMs: 20 }), expected);
  });
}

const STARTS: [string, (number | null)[], number, { fromMs: number; awaitsLine: boolean } | null][] = [
  ["is unknown before a live line", [null], 0, null],
  ["is the first complete window", [2500, null], 0, { fromMs: 4000, awaitsLine: false }],
  ["takes the earliest agent's first line", [9000, 4000], 0, { fromMs: 6000, awaitsLine: false }],
  ["is not before detection was begun afresh", [2500], 7000, { fromMs: 8000, awaitsLine: true }],
  ["begins at a window's start where that is the time", [2500], 8000, { fromMs: 8000, awaitsLine: true }],
  ["takes a first line in the window in which detection began", [6000], 7000, { fromMs: 8000, awaitsLine: false }],
  ["follows a first line after that", [8100], 8000, { fromMs: 10_000, awaitsLine: false }],
];

Deno.test("learningStart() begins a file with its first watched window, once it was silent for a minute", () => {
  const range = { windowMs: 2000, notBeforeMs: 0 };
  const silent = heartbeat({ sinceMs: 3000, watermarkMs: 63_000 });
  assert.deepEqual(learningStart([silent], range), { fromMs: 4000, awaitsLine: true });
  assert.equal(learningStart([{ ...silent, watermarkMs: 62_000 }], range), null);
  assert.deepEqual(learningStart([{ ...silent, read: 1 }], range), { fromMs: 4000, awaitsLine: true });
  assert.equal(learningStart([{ ...silent, read: 1, lagBytes: 1 }], range), null);
  assert.equal(learningStart([silent, heartbeat({ sinceMs: 50_000, watermarkMs: 63_000 })], range), null);
});

for (const [name, firstLive, notBeforeMs, expected] of STARTS) {
  Deno.test(`learningStart() ${name}`, () => {
    const heartbeats = firstLive.map((firstLiveMs) => heartbeat({ firstLiveMs }));
    assert.deepEqual(learningStart(heartbeats, { windowMs: 2000, notBeforeMs }), expected);
  });
}

Deno.test("storedPastEnd() is where every agent's past ends, and unknown while one reads it or does not say", () => {
  const done = { ...heartbeat({ watermarkMs: 9_000, sinceMs: 8_000 }), pastBytes: 0 };
  const later = { ...done, watermarkMs: 7_000 };
  assert.equal(storedPastEnd([done]), 8_000);
  assert.equal(storedPastEnd([done, later]), 7_000);
  assert.equal(storedPastEnd([done, { ...later, pastBytes: 1 }]), null);
  assert.equal(storedPastEnd([{ ...done, pastBytes: undefined }]), null);
  assert.equal(storedPastEnd([]), null);
});
