import assert from "node:assert/strict";
import fc from "fast-check";
import { DETECTION_DEFAULTS, type DetectionSettings } from "../detection_settings.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";
import type { TemplateArrival } from "../observed/template_arrival.ts";
import type { Outcome } from "../outcome.ts";
import { SigmaDetector } from "./sigma_detector.ts";

const W = 2000;
const SETTINGS: DetectionSettings = { ...DETECTION_DEFAULTS, windowMs: W };

type Counts = Readonly<Record<string, number>>;

function windowOf(at: number, counts: Counts, more: Partial<ObservedWindow> = {}): ObservedWindow {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { startMs: at * W, counts: new Map(Object.entries(counts)), total, ...more };
}

function arrival(template: string, at: number, more: Partial<TemplateArrival> = {}): TemplateArrival {
  return { template, firstSeenMs: at * W, preexisting: false, ...more };
}

function newDetector(knownSinceMs?: number): SigmaDetector {
  return new SigmaDetector("s", SETTINGS, { fromMs: 0, knownSinceMs });
}

/** Feeds windows 0, 1, 2, … */
function run(detector: SigmaDetector, windows: readonly Counts[]): Outcome[] {
  return windows.flatMap((counts) => detector.observe(windowOf(detector.nextMs / W, counts)));
}

/** A detector that has learned five windows of these counts. */
function learned(counts: Counts = { a: 100, b: 100 }, knownSinceMs?: number): SigmaDetector {
  const detector = newDetector(knownSinceMs);
  run(detector, Array(5).fill(counts));
  return detector;
}

/** Outcomes about episodes, in short. */
function calls(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) =>
    "episode" in outcome ? [`${outcome.kind} ${outcome.episode.kind} ${outcome.episode.template}`] : []
  );
}

Deno.test("SigmaDetector learns its number of windows, then has a baseline", () => {
  const outcomes = run(newDetector(), [{ a: 90 }, { a: 110 }, { a: 90 }, { a: 110 }, { a: 100, b: 0 }]);
  assert.deepEqual(outcomes.slice(0, 1), [
    { kind: "learning", startMs: 0, windows: 1, of: 5, total: 90, templates: 1 },
  ]);
  assert.deepEqual(outcomes.at(-1), {
    kind: "established",
    fromMs: 0,
    toMs: 5 * W,
    mean: 100,
    stddev: 10,
    knownTemplates: 2,
  });
});

Deno.test("SigmaDetector opens, extends and closes one episode for consecutive windows, with the figures of the highest", () => {
  const detector = learned();
  const outcomes = run(detector, [{ a: 100, b: 100 }, { a: 500 }, { a: 900, c: 100 }, { a: 700 }, { a: 100, b: 100 }]);
  const [opened, , , closed] = outcomes.flatMap((outcome) =>
    "episode" in outcome && outcome.episode.kind === "frequency" ? [outcome.episode] : []
  );
  assert.deepEqual(calls(outcomes), [
    "opened frequency *",
    "extended frequency *",
    "opened pattern c",
    "extended frequency *",
    "closed frequency *",
  ]);
  assert.equal(opened.startMs, 6 * W);
  assert.equal(closed.id, opened.id);
  assert.deepEqual([closed.startMs, closed.endMs], [6 * W, 9 * W]);
  assert.deepEqual([closed.actual, closed.expected, closed.threshold, closed.score], [1000, 200, 240, 80]);
  assert.deepEqual(closed.contributors.map(({ template, actual }) => [template, actual]), [["a", 900], ["c", 100]]);
});

Deno.test("SigmaDetector keeps anomalous windows out of the baseline", () => {
  const detector = learned();
  run(detector, Array(20).fill({ a: 2000 }));
  const [evaluated] = run(detector, [{ a: 100, b: 100 }]);
  assert.ok(evaluated.kind === "evaluated");
  assert.equal(evaluated.traffic.band.level, 200);
});

Deno.test("SigmaDetector lets the baseline follow normal windows, up to the last 30", () => {
  const detector = learned({ a: 200 });
  run(detector, Array.from({ length: 60 }, (_, at) => ({ a: 200 + at })));
  const [evaluated] = run(detector, [{ a: 260 }]);
  assert.ok(evaluated.kind === "evaluated");
  assert.equal(evaluated.traffic.band.level, 200 + (30 + 59) / 2);
});

Deno.test("SigmaDetector evaluates a template by itself where the source is normal", () => {
  const detector = learned({ a: 1000, b: 10 });
  const outcomes = run(detector, [{ a: 980, b: 30 }, { a: 990, b: 25 }, { a: 1000, b: 10 }]);
  assert.deepEqual(calls(outcomes), ["opened frequency b", "extended frequency b", "closed frequency b"]);
});

Deno.test("SigmaDetector makes open template episodes details of the source's, and opens no others in its windows", () => {
  const detector = learned({ a: 1000, b: 10 });
  const outcomes = run(detector, [{ a: 980, b: 30 }, { a: 5000, b: 31 }, { a: 1000, b: 10 }]);
  assert.deepEqual(calls(outcomes), [
    "opened frequency b",
    "opened frequency *",
    "extended frequency b",
    "closed frequency *",
    "closed frequency b",
  ]);
  const episodes = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
  assert.equal(episodes[0].parent, null);
  assert.equal(episodes.at(-1)!.parent, episodes[1].id);
});

Deno.test("SigmaDetector reports a new template once, and watches its frequency only after five complete windows", () => {
  const detector = learned({ a: 1000 });
  const calm = { a: 1000, n: 2 };
  const first = detector.observe(windowOf(5, { a: 1000, n: 2 }, { arrivals: [arrival("n", 5)] }));
  assert.deepEqual(calls(first), ["opened pattern n"]);
  assert.deepEqual(calls(run(detector, [{ a: 1000, n: 90 }, calm, calm, calm])), []);
  assert.deepEqual(calls(run(detector, [{ a: 1000, n: 150 }])), [], "four complete windows are too few");
  run(detector, Array(30).fill(calm));
  assert.deepEqual(calls(run(detector, [{ a: 1000, n: 40 }])), ["opened frequency n"]);
});

Deno.test("SigmaDetector reports a template that lagging lines brought, in the window of its first line", () => {
  const detector = learned();
  run(detector, [{ a: 100 }, { a: 100 }]);
  const outcomes = detector.observe(windowOf(7, { a: 100 }, { arrivals: [arrival("late", 5.6)] }));
  const [episode] = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
  assert.deepEqual([episode.template, episode.startMs, episode.actual], ["late", 5 * W, 0]);
});

const KNOWN: readonly [string, TemplateArrival][] = [
  ["that was in a file's content when it was first opened", arrival("n", 5, { preexisting: true })],
  ["that was first seen before the end of learning", arrival("n", 4.9)],
  ["that was split off a known one", arrival("n", 5, { ancestor: "a" })],
];

for (const [name, arrived] of KNOWN) {
  Deno.test(`SigmaDetector does not report a template ${name}`, () => {
    const outcomes = learned().observe(windowOf(5, { a: 100, n: 5 }, { arrivals: [arrived] }));
    assert.deepEqual(calls(outcomes), []);
  });
}

Deno.test("SigmaDetector does not report a template that a known one was merged into", () => {
  const detector = learned();
  detector.rekey(new Map([["a", "n"]]));
  assert.deepEqual(calls(detector.observe(windowOf(5, { n: 100, b: 100 }, { arrivals: [arrival("n", 5)] }))), []);
});

Deno.test("SigmaDetector does not miss the lines of a template that others were split off", () => {
  const detector = learned({ a: 100, b: 100 });
  const arrivals = ["c", "d"].map((template) => arrival(template, 5, { ancestor: "b" }));
  const split = detector.observe(windowOf(5, { a: 100, c: 50, d: 50 }, { arrivals }));
  assert.deepEqual(calls([...split, ...run(detector, Array(20).fill({ a: 100, c: 50, d: 50 }))]), []);
});

Deno.test("SigmaDetector.rekey() joins the histories of merged templates and goes on with an open episode", () => {
  const detector = learned({ a: 1000, b: 10, c: 10 });
  run(detector, [{ a: 990, b: 40, c: 10 }]);
  assert.deepEqual(detector.rekey(new Map([["b", "c"]])), []);
  const [evaluated, ...rest] = run(detector, [{ a: 980, c: 60 }]);
  assert.ok(evaluated.kind === "evaluated");
  assert.equal(evaluated.templates.find(({ template }) => template === "c")?.band.level, 20);
  assert.deepEqual(calls(rest), ["extended frequency b"]);
});

Deno.test("SigmaDetector begun afresh knows only what is preexisting or was counted while it learned", () => {
  const detector = newDetector(0);
  const old = [arrival("old", -9), arrival("preexisting", -9, { preexisting: true })];
  detector.observe(windowOf(0, { a: 100 }, { arrivals: old }));
  run(detector, Array(4).fill({ a: 100 }));
  assert.deepEqual(calls(run(detector, [{ a: 98, old: 1, preexisting: 1 }])), ["opened pattern old"]);
});

Deno.test("SigmaDetector reports overflow once, whether or not it was there before", () => {
  const detector = learned({ a: 100, overflow: 3 });
  assert.deepEqual(calls(run(detector, [{ a: 100 }, { a: 90, overflow: 5 }, { overflow: 90 }])), [
    "opened overflow overflow",
  ]);
});

Deno.test("SigmaDetector.skip() ends episodes and begins learning again", () => {
  const watching = learned();
  run(watching, [{ a: 900 }]);
  assert.deepEqual(calls(watching.skip(6 * W)), ["closed frequency *"]);
  const learning = newDetector();
  run(learning, [{ a: 9 }, { a: 9 }, { a: 9 }]);
  learning.skip(3 * W);
  assert.equal(run(learning, Array(5).fill({ a: 50 })).at(-1)?.kind, "established");
});

Deno.test("SigmaDetector learns nothing from a window that was covered in part", () => {
  const detector = learned({ a: 100 });
  const outcomes = [
    ...detector.observe(windowOf(5, { a: 1 }, { complete: false })),
    ...run(detector, [{ a: 100 }]),
  ];
  const bands = outcomes.flatMap((outcome) => outcome.kind === "evaluated" ? [outcome.traffic.band.level] : []);
  assert.deepEqual(bands, [100, 100]);
});

Deno.test("SigmaDetector that awaits a line learns from the window after the first one with lines", () => {
  const detector = new SigmaDetector("s", SETTINGS, { fromMs: 0, awaitsLine: true });
  assert.deepEqual(run(detector, [{}, {}, { a: 3 }]), []);
  const outcomes = run(detector, [{ a: 9 }, {}, { a: 9 }, { a: 9 }, { a: 9 }]);
  assert.deepEqual(outcomes.map(({ kind }) => kind), [...Array(5).fill("learning"), "established"]);
});

Deno.test("SigmaDetector.observe() refuses a window out of turn", () => {
  assert.throws(() => newDetector().observe(windowOf(1, {})), /Cannot observe window 2000 of "s": expected window 0/);
});

const arbitraryWindow = fc.record({
  counts: fc.dictionary(fc.constantFrom("a", "b", "c", "d", "overflow"), fc.integer({ min: 1, max: 60 })),
  step: fc.constantFrom("observe", "observe", "observe", "partial", "skip"),
});

Deno.test("SigmaDetector says the same after any number of restarts as without", () => {
  const law = fc.property(fc.array(arbitraryWindow, { maxLength: 40 }), fc.array(fc.nat(40)), (windows, restarts) => {
    const steady = newDetector();
    let restarted = newDetector();
    windows.forEach(({ counts, step }, at) => {
      const window = windowOf(at, counts, { complete: step !== "partial" });
      const feed = (to: SigmaDetector) => step === "skip" ? to.skip(at * W) : to.observe(window);
      if (restarts.includes(at)) restarted = revived(restarted);
      assert.deepEqual(feed(restarted), feed(steady));
    });
  });
  fc.assert(law);
});

Deno.test("SigmaDetector opens and closes in turns, and never two episodes of a series at once", () => {
  const law = fc.property(fc.array(arbitraryWindow, { maxLength: 60 }), (windows) => {
    const detector = newDetector();
    const open = new Map<string, string>();
    for (const [at, { counts, step }] of windows.entries()) {
      const outcomes = step === "skip" ? detector.skip(at * W) : detector.observe(windowOf(at, counts));
      for (const outcome of outcomes) {
        if (!("episode" in outcome) || outcome.episode.kind !== "frequency") continue;
        const { template, id } = outcome.episode;
        assert.equal(open.get(template), outcome.kind === "opened" ? undefined : id);
        if (outcome.kind === "closed") open.delete(template);
        else open.set(template, id);
      }
    }
  });
  fc.assert(law);
});

function revived(detector: SigmaDetector): SigmaDetector {
  const kept = JSON.parse(JSON.stringify({ state: detector.toState(), templates: [...detector.templateStates()] }));
  return SigmaDetector.fromState("s", SETTINGS, kept);
}

Deno.test("SigmaDetector.fromState() goes on from a state with one open episode, as it was once kept", () => {
  const detector = learned();
  run(detector, [{ a: 900 }]);
  const { episodes, ...state } = detector.toState();
  const old = { ...state, episode: episodes![0] };
  const revived = SigmaDetector.fromState("s", SETTINGS, { state: old, templates: [...detector.templateStates()] });
  assert.deepEqual(calls(run(revived, [{ a: 900 }])), ["extended frequency *"]);
});
