import assert from "node:assert/strict";
import fc from "fast-check";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";

const MINUTE_MS = 60_000;

/** What no source says: less than nothing, parts of lines, no number at all; and more than fits. */
const anyCount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 200 }) },
  fc.double({ min: -5, max: 5 }),
  fc.constantFrom(-1e9, 1e9, 0.001, NaN, Infinity, -Infinity, 2 ** 53),
);
const anyWindow = fc.record({
  counts: fc.dictionary(fc.constantFrom("a", "b", "c", "!e"), anyCount, { noNullPrototype: true }),
  total: anyCount,
  complete: fc.boolean(),
  isKnown: fc.boolean(),
}, { noNullPrototype: true });

/** NaN anywhere: JSON has none, it would become null. */
function assertNumbers(value: unknown, path = ""): void {
  if (typeof value === "number") assert.ok(!Number.isNaN(value), path);
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) assertNumbers(part, `${path}.${name}`);
}

function assertSound(detector: AutoDetector, steps: Iterable<{ readonly window: ObservedWindow; isKnown: boolean }>) {
  for (const { window, isKnown } of steps) {
    assertNumbers(isKnown ? detector.observe(window) : detector.skip(window.startMs));
  }
  assertNumbers([detector.toState(), ...detector.templateStates()]);
}

Deno.test("AutoDetector has no NaN and no exception for whatever counts come", () => {
  fc.assert(fc.property(fc.array(anyWindow, { minLength: 20, maxLength: 120 }), (windows) => {
    const detector = new AutoDetector("s", autoRun({ ...DETECTION_DEFAULTS, windowMs: MINUTE_MS }), { fromMs: 0 });
    assertSound(
      detector,
      windows.map(({ counts, total, complete, isKnown }, i) => {
        const entries = Object.entries(counts);
        const errors = new Map(entries.filter(([template]) => template.startsWith("!")));
        return { window: { startMs: i * MINUTE_MS, counts: new Map(entries), total, errors, complete }, isKnown };
      }),
    );
  }));
});

Deno.test("AutoDetector goes on after hours of counts that can't be as it would have without them", () => {
  const calls = (from: number, count: number) => {
    const detector = new AutoDetector("s", autoRun({ ...DETECTION_DEFAULTS, windowMs: MINUTE_MS }), { fromMs: 0 });
    for (let i = 0; i < 600; i++) {
      const lines = i >= from && i < from + 60 ? count : 100 + i * 7 % 13;
      const window = { startMs: i * MINUTE_MS, counts: new Map([["a", lines]]), total: lines };
      assertSound(detector, [{ window, isKnown: true }]);
    }
    let opened = 0;
    for (let i = 600; i < 700; i++) {
      const lines = 100 + i * 7 % 13;
      const outcomes = detector.observe({ startMs: i * MINUTE_MS, counts: new Map([["a", lines]]), total: lines });
      opened += outcomes.filter(({ kind }) => kind === "opened").length;
    }
    return opened;
  };
  assert.deepEqual([NaN, -1e9, -Infinity, Infinity, 1e9].map((count) => calls(400, count)), [0, 0, 0, 0, 0]);
});
