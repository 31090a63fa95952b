import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import type { Outcome } from "../outcome.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";
import { HOUR_MS, MadeUpSource, MINUTE_MS, type Rates } from "./testing/made_up_source.ts";

const USUAL: Rates = { a: 2, b: 0.7 };
const DAY_MS = 24 * HOUR_MS;
const SETTINGS = { ...DETECTION_DEFAULTS, windowMs: 2000 };

/** Errors of a message, by the start of their window. */
type Errors = ReadonlyMap<number, number>;

/** What is made of a log with these errors, up to a time. */
function outcomesOf(errors: Errors, { untilMs, alarmsPerDay = 1 }: { untilMs: number; alarmsPerDay?: number }) {
  const detector = new AutoDetector("s", autoRun({ ...SETTINGS, alarmsPerDay }), { fromMs: 0 });
  const source = new MadeUpSource();
  const outcomes: Outcome[] = [];
  while (detector.nextMs < untilMs) {
    const window = source.window(detector.nextMs, () => USUAL)!;
    const lines = errors.get(window.startMs) ?? 0, failed = new Map(lines > 0 ? [["!e", lines]] : []);
    const counts = new Map([...window.counts, ...failed]);
    outcomes.push(...detector.observe({ ...window, counts, errors: failed, total: window.total! + lines }));
  }
  return outcomes;
}

/** Members of incidents that are told of after a time. */
function membersAfter(outcomes: readonly Outcome[], sinceMs: number) {
  return outcomes.flatMap((outcome) => "episode" in outcome ? outcome.episode.incident!.members : [])
    .filter(({ endMs }) => endMs > sinceMs);
}

Deno.test("ErrorWatch calls six known errors in a minute where single ones came at that time of the day before", () => {
  const atMs = DAY_MS + 24 * MINUTE_MS;
  const single = [20, 29, 36, 40, 53, 66, 68, 90, 200, 300, 420, 430, 700, 800, 1100, 1200, 1300, 1400]
    .map((minute) => [minute * MINUTE_MS, 1] as const);
  const six = [0, 3, 6, 9, 12, 15].map((second) => [atMs + 2000 * Math.floor(second / 2), 1] as const);
  const found = membersAfter(outcomesOf(new Map([...single, ...six]), { untilMs: atMs + 2 * MINUTE_MS }), atMs);
  assert.ok(found.some(({ kind }) => kind === "errors"), found.map(({ kind }) => kind).join());
});

Deno.test("ErrorWatch calls hundreds of errors where eleven came minutes before, which were within the budget", () => {
  const atMs = DAY_MS + 7 * MINUTE_MS;
  const before = [[DAY_MS - 2000, 3], [DAY_MS + 2000, 8]] as const;
  const flood = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((second) => [atMs + 2000 * second, 20] as const);
  const until = { untilMs: atMs + 2 * MINUTE_MS, alarmsPerDay: 0.1 };
  const found = membersAfter(outcomesOf(new Map([...before, ...flood]), until), atMs);
  assert.deepEqual(found.filter(({ kind }) => kind === "errors").map(({ actual }) => actual).at(-1), 200);
});

Deno.test("ErrorWatch takes three bursts of errors within an hour for no new normal, and calls the fourth", () => {
  const bursts = [0, 40, 64, 90].map((minute) => DAY_MS + minute * MINUTE_MS);
  const errors = bursts.flatMap((atMs) => Array.from({ length: 30 }, (_, i) => [atMs + 2000 * i, 3] as const));
  const outcomes = outcomesOf(new Map(errors), { untilMs: bursts.at(-1)! + 2 * MINUTE_MS });
  const episodes = outcomes.flatMap((outcome) =>
    "episode" in outcome ? [{ ...outcome.episode, kind: outcome.kind }] : []
  );
  assert.ok(episodes.every(({ incident }) => !incident!.adopted));
  assert.ok(episodes.some(({ kind, endMs }) => kind === "opened" && endMs > bursts.at(-1)!));
});
