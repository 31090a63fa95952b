import assert from "node:assert/strict";
import type { SourceRule, SourceWindow } from "../kinds/source_rule.ts";
import type { Outcome } from "../outcome.ts";
import { SourceTrack } from "./source_track.ts";

const W = 2000;

/** Finds each template with more than 9 lines anomalous, and counts the windows that it has seen. */
const MANY: SourceRule = {
  evaluate: ({ startMs, counts }, seen) => ({
    state: Number(seen ?? 0) + 1,
    anomalous: [...counts].filter(([, actual]) => actual > 9).map(([template, actual]) => ({
      template,
      startMs,
      endMs: startMs + W,
      actual,
      expected: 0,
      threshold: 9,
      score: actual,
    })),
  }),
};

function windowOf(at: number, counts: Readonly<Record<string, number>>): SourceWindow {
  const none = { errors: new Map(), fatals: new Map(), hosts: new Map(), arrivals: [], newTemplates: [] };
  return {
    ...none,
    complete: true,
    windowMs: W,
    learnedMs: 0,
    startMs: at * W,
    counts: new Map(Object.entries(counts)),
    total: 0,
  };
}

function calls(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) =>
    "episode" in outcome ? [`${outcome.kind} ${outcome.episode.template} ${outcome.episode.actual}`] : []
  );
}

function run(track: SourceTrack): string[] {
  const windows: Record<string, number>[] = [{ a: 10 }, { a: 12, b: 10 }, { a: 1, b: 11 }];
  return windows.flatMap((counts, at) => calls(track.evaluate(windowOf(at, counts))));
}

Deno.test("SourceTrack joins a lasting kind's windows to an episode per template", () => {
  const track = new SourceTrack("s", { name: "frequency", lasts: true, rule: MANY });
  assert.deepEqual(run(track), ["opened a 10", "extended a 12", "opened b 10", "extended b 11", "closed a 12"]);
  assert.deepEqual(calls(track.close()), ["closed b 11"]);
});

Deno.test("SourceTrack calls each window of another kind alone", () => {
  const track = new SourceTrack("s", { name: "pattern", lasts: false, rule: MANY });
  assert.deepEqual(run(track), ["opened a 10", "opened a 12", "opened b 10", "opened b 11"]);
  assert.deepEqual(track.close(), []);
});

Deno.test("SourceTrack goes on from its state", () => {
  const kind = { name: "frequency", lasts: true, rule: MANY } as const;
  const track = new SourceTrack("s", kind);
  run(track);
  const { episodes, state } = track;
  const revived = new SourceTrack("s", kind, { episodes, state });
  assert.deepEqual(calls(revived.evaluate(windowOf(3, { b: 20 }))), ["extended b 20"]);
  assert.equal(revived.state, 4);
});
