import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "./detection_settings.ts";
import { DETECTORS, resumeDetector, startDetector } from "./detectors.ts";

const SAVED = {
  state: startDetector("s", DETECTION_DEFAULTS, { fromMs: 0 }).toState(),
  templates: [],
};

Deno.test("resumeDetector() goes on where the state was made", () => {
  assert.equal(resumeDetector("s", DETECTION_DEFAULTS, SAVED).nextMs, 0);
});

Deno.test("resumeDetector() takes a state without a name for the first detector's", () => {
  const { detector: _, ...state } = SAVED.state;
  assert.equal(resumeDetector("s", DETECTION_DEFAULTS, { ...SAVED, state }).nextMs, 0);
});

Deno.test("resumeDetector() refuses windows of another length, and another detector's state", () => {
  const shorter = { ...DETECTION_DEFAULTS, windowMs: 1000 };
  assert.throws(() => resumeDetector("s", shorter, SAVED), /with windows of 1000 ms: expected 2000 ms/);
  const state = { ...SAVED.state, detector: "other" };
  assert.throws(() => resumeDetector("s", DETECTION_DEFAULTS, { ...SAVED, state }), /expected "other", which made/);
});

Deno.test("startDetector() refuses a detector that there is none of, and names those that there are", () => {
  const settings = { ...DETECTION_DEFAULTS, detector: "none" };
  assert.throws(() => startDetector("s", settings, { fromMs: 0 }), new RegExp(`expected "${DETECTORS[0].name}"`));
});
