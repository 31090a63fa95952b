import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "./detection_settings.ts";
import { beginRun, DETECTORS } from "./detectors.ts";

const RUN = beginRun(DETECTION_DEFAULTS);
const SAVED = { state: RUN.start("s", { fromMs: 0 }).toState(), templates: [] };

Deno.test("a run goes on where the state was made", () => {
  assert.equal(RUN.resume("s", SAVED).nextMs, 0);
});

Deno.test("a run takes a state without a name for the sigma detector's", () => {
  const { detector: _, ...state } = SAVED.state;
  assert.equal(RUN.resume("s", { ...SAVED, state }).nextMs, 0);
});

Deno.test("a run refuses windows of another length, and another detector's state", () => {
  const shorter = beginRun({ ...DETECTION_DEFAULTS, windowMs: 1000 });
  assert.throws(() => shorter.resume("s", SAVED), /with windows of 1000 ms: expected 2000 ms/);
  const state = { ...SAVED.state, detector: "other" };
  assert.throws(() => RUN.resume("s", { ...SAVED, state }), /expected "other", which made/);
});

Deno.test("beginRun() refuses a detector that there is none of, and names those that there are", () => {
  const settings = { ...DETECTION_DEFAULTS, detector: "none" };
  assert.throws(() => beginRun(settings), new RegExp(`expected "${DETECTORS[0].name}"`));
});
