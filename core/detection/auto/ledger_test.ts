import assert from "node:assert/strict";
import type { LedgerEntry } from "../../ledger_entry.ts";
import { Ledger } from "../ledger/ledger.ts";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import { AUTO } from "./auto.ts";
import { calls, type Course, HOUR_MS, MadeUpSource, MINUTE_MS } from "./testing/made_up_source.ts";

const MUTE: LedgerEntry = {
  ...{ id: "m", kind: "mute", source: "web", untilMs: null, author: "", comment: "", createdMs: 0, revokedMs: null },
};
const CALM = { a: 3, b: 1, c: 0.5 };
/** Five times the traffic from the tenth hour on. */
const RISE: Course = (timeMs) => timeMs < 10 * HOUR_MS ? CALM : { a: 15, b: 5, c: 2.5 };

function begun() {
  const run = AUTO.begin({ ...DETECTION_DEFAULTS, detector: "auto" });
  return { run, source: new MadeUpSource(), detector: run.start("web", { fromMs: 0 }) };
}

Deno.test("AutoDetector calls what nobody has muted", () => {
  const { source, detector } = begun();
  source.feed(detector, 10 * HOUR_MS, RISE);
  assert.match(calls(source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE))[0] ?? "none", /^opened/);
});

Deno.test("AutoDetector opens no incident for what is muted, and says what it would have been", () => {
  const { run, source, detector } = begun();
  run.obey?.(new Ledger([MUTE]));
  const outcomes = source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE);
  assert.deepEqual(calls(outcomes), []);
  const muted = outcomes.flatMap((outcome) => outcome.kind === "muted" ? [outcome.alarm] : []);
  assert.ok(muted.some(({ template }) => template === "*"));
  assert.ok(muted.every(({ incident, probability }) => incident === "" && probability < 0.01));
});

Deno.test("AutoDetector ends an incident of which all is muted, and goes on as ever once the mute is undone", () => {
  const { run, source, detector } = begun();
  source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE);
  run.obey?.(new Ledger([MUTE]));
  const outcomes = source.feed(detector, 10 * HOUR_MS + 6 * MINUTE_MS, RISE);
  assert.match(calls(outcomes)[0] ?? "none", /^closed/);
  const [closed] = outcomes.filter(({ kind }) => kind === "closed");
  assert.ok(closed?.kind === "closed" && closed.episode.incident?.muted);
  run.obey?.(new Ledger([{ ...MUTE, revokedMs: 10 * HOUR_MS + 6 * MINUTE_MS }]));
  assert.match(calls(source.feed(detector, 10 * HOUR_MS + 9 * MINUTE_MS, RISE))[0] ?? "none", /^opened/);
});

Deno.test("AutoDetector.accept() ends the incident as the new normal, and the new level is not called again", () => {
  const { source, detector } = begun();
  source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE);
  detector.accept?.();
  const outcomes = source.feed(detector, 12 * HOUR_MS, RISE);
  const [first, ...others] = outcomes.filter((outcome) => "episode" in outcome);
  assert.ok(first?.kind === "closed" && first.episode.incident?.adopted);
  assert.deepEqual(calls(others), []);
});

Deno.test("AutoDetector.accept() leaves what comes after it to be called", () => {
  const { source, detector } = begun();
  source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE);
  detector.accept?.();
  source.feed(detector, 12 * HOUR_MS, RISE);
  const higher: Course = () => ({ a: 75, b: 25, c: 12.5 });
  assert.match(calls(source.feed(detector, 12 * HOUR_MS + 5 * MINUTE_MS, higher))[0] ?? "none", /^opened/);
});

Deno.test("AutoDetector.accept() of one template leaves the others", () => {
  const { source, detector } = begun();
  source.feed(detector, 10 * HOUR_MS + 5 * MINUTE_MS, RISE);
  detector.accept?.("a");
  assert.ok(
    calls(source.feed(detector, 10 * HOUR_MS + 8 * MINUTE_MS, RISE)).every((call) => !call.startsWith("closed")),
  );
});
