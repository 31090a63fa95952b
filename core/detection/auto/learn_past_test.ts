import assert from "node:assert/strict";
import type { Outcome } from "../outcome.ts";
import type { SourceDetector } from "../source_detector.ts";
import { AUTO } from "./auto.ts";

const MINUTE_MS = 60_000;
const DAY = 1_440;
const START_MS = Date.UTC(2026, 2, 2);
const WINDOW_MS = 10_000;

/** Lines of a minute: 40 at noon, none at midnight, a backup each night at three, and a flood on the second day. */
function linesOf(minute: number): Map<string, number> {
  const request = Math.round(20 - 20 * Math.cos(minute / DAY * 2 * Math.PI)) + minute * 7 % 5;
  const counts = new Map([["request", request]]);
  if (minute % DAY === 180) counts.set("backup", 1);
  if (minute >= DAY + 600 && minute < DAY + 630) counts.set("flood", 5_000);
  return counts;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** A detector that has learned this many days of the past. */
function taught(days: number, { awaitsLine = false } = {}): SourceDetector {
  const run = AUTO.begin({ windowMs: WINDOW_MS, learningWindows: 5, baselineWindows: 30, sigmaMultiplier: 4 });
  const detector = run.start("web", { fromMs: START_MS + days * DAY * MINUTE_MS, awaitsLine });
  for (let minute = 0; minute < days * DAY; minute++) {
    const counts = linesOf(minute);
    detector.learn!({ startMs: START_MS + minute * MINUTE_MS, counts, total: total(counts) });
  }
  return detector;
}

/** Lets minutes come live, window by window. */
function live(detector: SourceDetector, minutes: number, more: ReadonlyMap<string, number> = new Map()): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let window = 0; window < minutes * 6; window++) {
    const minute = (detector.nextMs - START_MS) / MINUTE_MS;
    const counts = new Map([...linesOf(Math.floor(minute))].map(([id, lines]) => [id, Math.round(lines / 6)]));
    for (const [id, lines] of window === 0 ? more : []) counts.set(id, lines);
    outcomes.push(...detector.observe({ startMs: detector.nextMs, counts, total: total(counts) }));
  }
  return outcomes;
}

function opened(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    return outcome.kind === "opened" ? [`${outcome.episode.kind} ${outcome.episode.template}`] : [];
  });
}

Deno.test("AutoDetector needs no learning after its past, and says of how long it was", () => {
  const [first, second, ...others] = live(taught(3), 10);
  assert.equal(first!.kind === "established" && first!.toMs - first!.fromMs, 3 * DAY * MINUTE_MS);
  assert.equal(second!.kind, "evaluated");
  assert.deepEqual([...new Set(others.map(({ kind }) => kind))], ["evaluated"]);
});

Deno.test("AutoDetector calls nothing of the past, and knows its messages", () => {
  const detector = taught(3);
  assert.deepEqual(opened(live(detector, 300)), []);
  assert.deepEqual([...detector.templateStates()].filter(({ known }) => known).map(({ template }) => template).sort(), [
    "backup",
    "flood",
    "request",
  ]);
});

Deno.test("AutoDetector calls at once what the past has never seen", () => {
  assert.deepEqual(opened(live(taught(3), 5, new Map([["disk full", 1]]))), ["pattern disk full"]);
  assert.deepEqual(opened(live(taught(3), 5, new Map([["request", 2_000]]))).length, 1);
});

Deno.test("AutoDetector knows the course of a day from its past: a noon's traffic at midnight is out of season", () => {
  const calls = opened(live(taught(5), 3, new Map([["request", 45]])));
  assert.match(calls.join(), /season|spike/);
});

Deno.test("AutoDetector does not await a line after it has learned some", () => {
  assert.equal(live(taught(1, { awaitsLine: true }), 1).filter(({ kind }) => kind === "evaluated").length, 6);
});

Deno.test("AutoDetector that has learned a few minutes goes on learning", () => {
  const run = AUTO.begin({ windowMs: WINDOW_MS, learningWindows: 5, baselineWindows: 30, sigmaMultiplier: 4 });
  const detector = run.start("web", { fromMs: START_MS + 2 * MINUTE_MS });
  for (const minute of [0, 1]) {
    detector.learn!({ startMs: START_MS + minute * MINUTE_MS, counts: linesOf(minute), total: total(linesOf(minute)) });
  }
  const kinds = live(detector, 4).map(({ kind }) => kind);
  assert.deepEqual([kinds[0], kinds.filter((kind) => kind === "established").length], ["learning", 1]);
});

Deno.test("AutoDetector takes what the past was like for longer than before it for the level, and calls nothing of it", () => {
  const run = AUTO.begin({ windowMs: WINDOW_MS, learningWindows: 5, baselineWindows: 30, sigmaMultiplier: 4 });
  const detector = run.start("web", { fromMs: START_MS + 8 * MINUTE_MS });
  for (const [minute, lines] of [18, 24, 78, 114, 66, 72, 60, 84].entries()) {
    const counts = new Map([["request", lines]]), complete = minute > 0 && minute < 7;
    detector.learn!({ startMs: START_MS + minute * MINUTE_MS, counts, total: lines, complete });
  }
  const outcomes = Array.from({ length: 10 * 6 }, (_, window) => {
    const lines = 13 + window % 3;
    return detector.observe({ startMs: detector.nextMs, counts: new Map([["request", lines]]), total: lines });
  }).flat();
  assert.deepEqual(opened(outcomes), []);
});

Deno.test("AutoDetector calls the same floods after a past of minutes as one that has observed those minutes", () => {
  const linesIn = (window: number): Map<string, number> => {
    const isFlood = window >= 45 * 6 + 2 && window < 46 * 6 + 5;
    const counts = new Map([["request", 5 + window % 4], ["reply", 2 + window % 3]]);
    if (window % 12 === 5 || isFlood) counts.set("refused", isFlood ? 30 : 1);
    if (isFlood) counts.set("closed early", 15);
    return counts;
  };
  const calledAfter = (pastMinutes: number) => {
    const run = AUTO.begin({ windowMs: WINDOW_MS, learningWindows: 5, baselineWindows: 30, sigmaMultiplier: 4 });
    const detector = run.start("web", { fromMs: START_MS + pastMinutes * MINUTE_MS });
    for (let minute = 0; minute < pastMinutes; minute++) {
      const counts = new Map<string, number>();
      for (let window = 6 * minute; window < 6 * minute + 6; window++) {
        for (const [id, lines] of linesIn(window)) counts.set(id, (counts.get(id) ?? 0) + lines);
      }
      detector.learn!({ startMs: START_MS + minute * MINUTE_MS, counts, total: total(counts) });
    }
    const outcomes: Outcome[] = [];
    for (let window = 6 * pastMinutes; window < 60 * 6; window++) {
      const counts = linesIn(window);
      outcomes.push(...detector.observe({ startMs: detector.nextMs, counts, total: total(counts) }));
    }
    return outcomes.flatMap((each) => {
      if (each.kind !== "opened" && each.kind !== "closed") return [];
      const { kind, template, startMs, endMs, actual, expected } = each.episode;
      return [{ told: each.kind, kind, template, startMs, endMs, actual, expected }];
    });
  };
  const observed = calledAfter(0);
  assert.ok(observed.length > 0);
  for (const minutes of [8, 20, 44]) assert.deepEqual(calledAfter(minutes), observed, `${minutes} min`);
});
