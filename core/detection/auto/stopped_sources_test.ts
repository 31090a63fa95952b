import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import { Ledger } from "../ledger/ledger.ts";
import type { Outcome } from "../outcome.ts";
import { AutoDetector } from "./auto_detector.ts";
import { type AutoRun, autoRun } from "./auto_run.ts";
import { type Course, HOUR_MS, MadeUpSource, MINUTE_MS } from "./testing/made_up_source.ts";

const STOP_MS = 7 * HOUR_MS, BACK_MS = STOP_MS + 3 * MINUTE_MS;

/** Lines a second, and how many of them while all have stopped. */
type Rate = readonly [usual: number, stopped: number];

/** What several sources come to that are watched together, by what they say while one of them has stopped. */
function outcomesOf(sources: Readonly<Record<string, Rate>>, run: AutoRun = autoRun(DETECTION_DEFAULTS)): Outcome[] {
  const watched = Object.entries(sources).map(([source, [usual, stopped]], seed) => {
    const course: Course = (timeMs) => ({ [source]: timeMs >= STOP_MS && timeMs < BACK_MS ? stopped : usual });
    return { detector: new AutoDetector(source, run, { fromMs: 0 }), lines: new MadeUpSource({ seed }), course };
  });
  const outcomes: Outcome[] = [];
  for (let untilMs = 2000; untilMs <= 7.5 * HOUR_MS; untilMs += 2000) {
    for (const { detector, lines, course } of watched) outcomes.push(...lines.feed(detector, untilMs, course));
  }
  return outcomes;
}

/** What was opened and closed: the series of each, by when. */
function told(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== "opened" && outcome.kind !== "closed") return [];
    const { incident, endMs } = outcome.episode;
    const series = incident!.members.map(({ kind, source, actual }) => `${kind} of ${source} (${actual})`).toSorted();
    return [`${outcome.kind} ${series.join(", ")}, ${(endMs - STOP_MS) / MINUTE_MS} min`];
  });
}

Deno.test("a stop of all sources names those, too, that would not be called by themselves, and no other", () => {
  const sources = { web: [5, 0], slow: [0.05, 0], hardly: [4, 0.05], calm: [4, 4], rare: [0.005, 0] } as const;
  assert.deepEqual(told(outcomesOf(sources)), [
    "opened silence of web (0), 1 min",
    "closed drop of hardly (3), drop of slow (0), silence of web (0), 4 min",
  ]);
});

Deno.test("a source that is called silent itself is called so, though it was named before", () => {
  const closed = told(outcomesOf({ web: [5, 0], middling: [0.6, 0] })).at(-1);
  assert.equal(closed, "closed silence of middling (0), silence of web (0), 4 min");
});

Deno.test("a source that lacks lines opens nothing, nor is it named where that is muted", () => {
  assert.deepEqual(told(outcomesOf({ calm: [5, 5], slow: [0.15, 0.15] })), []);
  const run = autoRun(DETECTION_DEFAULTS);
  const said = { author: "", comment: "", untilMs: null, revokedMs: null, createdMs: 0 };
  run.incidents.ledger = new Ledger([{ id: "m", kind: "mute", source: "hardly", ...said }]);
  const closed = told(outcomesOf({ web: [5, 0], hardly: [4, 0.05] }, run)).at(-1);
  assert.equal(closed, "closed silence of web (0), 4 min");
});
