import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import { beginRun } from "../detectors.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";
import type { Outcome } from "../outcome.ts";
import type { SourceDetector } from "../source_detector.ts";
import { drop } from "./drop.ts";

const W = DETECTION_DEFAULTS.windowMs;
const CALM = { a: 1000, b: 100 };
const LOW = { a: 100, b: 10 };

type Counts = Readonly<Record<string, number>>;

function learned(): SourceDetector {
  const detector = beginRun(DETECTION_DEFAULTS).start("s", { fromMs: 0 });
  run(detector, Array(8).fill(CALM));
  return detector;
}

function run(detector: SourceDetector, windows: readonly Counts[], more: Partial<ObservedWindow> = {}): Outcome[] {
  return windows.flatMap((counts) => {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return detector.observe({ startMs: detector.nextMs, counts: new Map(Object.entries(counts)), total, ...more });
  });
}

function calls(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) =>
    "episode" in outcome ? [`${outcome.kind} ${outcome.episode.kind} ${outcome.episode.template}`] : []
  );
}

function times(count: number, counts: Counts): Counts[] {
  return Array(count).fill(counts);
}

Deno.test("drop is called in the fifth low window, from the first on, with the figures of the lowest", () => {
  const detector = learned();
  assert.deepEqual(calls(run(detector, [LOW, { a: 40, b: 4 }, LOW, LOW])), []);
  const outcomes = run(detector, [LOW, { a: 30, b: 3 }, CALM]);
  assert.deepEqual(calls(outcomes), ["opened drop *", "extended drop *", "closed drop *"]);
  const [opened, , closed] = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
  assert.deepEqual([opened.startMs, opened.endMs, opened.actual], [8 * W, 13 * W, 44]);
  assert.deepEqual([closed.endMs, closed.actual, closed.expected, closed.threshold], [14 * W, 33, 1100, 880]);
  assert.deepEqual(closed.contributors.map(({ template, actual }) => [template, actual]), [["a", 30], ["b", 3]]);
});

Deno.test("drop of a template that has no lines at all is called, and no other template's", () => {
  const outcomes = run(learned(), [...times(6, { a: 1000 }), CALM]);
  assert.deepEqual(calls(outcomes), ["opened drop b", "extended drop b", "closed drop b"]);
});

Deno.test("drop of a whole source calls none of its templates", () => {
  assert.deepEqual(calls(run(learned(), times(5, {}))), ["opened drop *"]);
});

const NO_DROPS: [string, (detector: SourceDetector) => Outcome[]][] = [
  ["of four low windows", (detector) => run(detector, [...times(4, LOW), CALM, ...times(4, LOW)])],
  ["across a window in part", (detector) => [
    ...run(detector, times(4, LOW)),
    ...run(detector, [LOW], { complete: false }),
    ...run(detector, times(4, LOW)),
  ]],
  ["across an unknown window", (detector) => [
    ...run(detector, times(4, LOW)),
    ...detector.skip(detector.nextMs),
    ...run(detector, times(4, LOW)),
  ]],
  [
    "of templates in the windows of a flood",
    (detector) =>
      run(detector, times(9, { flood: 9000 })).filter((outcome) =>
        !("episode" in outcome) || outcome.episode.kind === "drop"
      ),
  ],
];

for (const [name, feed] of NO_DROPS) {
  Deno.test(`drop is not called ${name}`, () => assert.deepEqual(calls(feed(learned())), []));
}

Deno.test("drop ends where it has lasted so long that nothing else is expected any more", () => {
  const outcomes = run(learned(), times(100, LOW));
  const closed = outcomes.findLast((outcome) => outcome.kind === "closed");
  assert.ok(closed?.kind === "closed");
  assert.equal(closed.episode.endMs - closed.episode.startMs, DETECTION_DEFAULTS.baselineWindows * W);
  assert.deepEqual(calls(outcomes).filter((call) => !call.startsWith("extended")), ["opened drop *", "closed drop *"]);
});

Deno.test("drop says how much is left, and of what", () => {
  const episode = {
    source: "web",
    template: "*",
    startMs: 0,
    endMs: W,
    actual: 20,
    expected: 200,
    threshold: 160,
    score: 18,
    parent: null,
    contributors: [{ template: "t", actual: 0, expected: 90 }],
  };
  const context = { windowMs: W, template: () => ({ text: "disk <*> is fine", sample: "" }) };
  assert.deepEqual(drop.describe(episode, context), {
    title: "Only 10 % of the usual lines in web",
    text:
      '10/s against 100/s expected and 80/s at least, 18 sigma. Fallen most: 0/s (45/s expected) of "disk <*> is fine"',
  });
  assert.equal(
    drop.describe({ ...episode, template: "t" }, context).title,
    "Only 10 % of the usual in web: disk <*> is fine",
  );
  assert.equal(drop.describe({ ...episode, actual: 0 }, context).title, "None of the usual lines in web");
  assert.deepEqual([20, 100].map((actual) => drop.severity({ ...episode, actual })), ["critical", "warning"]);
});
