import assert from "node:assert/strict";
import { SourceSilence } from "./source_silence.ts";

const HOUR_MS = 3_600_000;

/** A silence from a time on for this many ticks; returns the tick in which it is told, or null. */
function silence(source: SourceSilence, startMs: number, ticks: number): number | null {
  let told: number | null = null;
  source.take(startMs, { isEmpty: true, expected: 10 });
  source.begin(0.001);
  for (let tick = 1; tick <= ticks; tick++) {
    if (source.takeNews() !== null) told = tick;
    source.goOn(10);
  }
  source.end();
  return told;
}

Deno.test("SourceSilence tells a silence at once, and once", () => {
  assert.equal(silence(new SourceSilence(), 0, 100), 1);
});

Deno.test("SourceSilence tells no silence that was there the day before, unless it is much longer", () => {
  const source = new SourceSilence();
  silence(source, 10 * HOUR_MS, 60);
  assert.equal(silence(source, 34 * HOUR_MS, 60), null);
  assert.ok(silence(source, 58 * HOUR_MS, 500)! > 180);
});

Deno.test("SourceSilence tells a silence by day of a source that rests each night", () => {
  const source = new SourceSilence();
  for (const night of [0, 1, 2]) silence(source, (24 * night + 22) * HOUR_MS, 500);
  assert.equal(silence(source, 82 * HOUR_MS, 60), 1);
});

Deno.test("SourceSilence goes on from its state", () => {
  const source = new SourceSilence();
  silence(source, 10 * HOUR_MS, 60);
  const restored = SourceSilence.fromState(JSON.parse(JSON.stringify(source.toState())));
  assert.equal(silence(restored, 34 * HOUR_MS, 60), null);
});

Deno.test("SourceSilence tells none like one that was accepted", () => {
  const source = new SourceSilence();
  source.take(0, { isEmpty: true, expected: 10 });
  source.begin(0.001);
  for (let tick = 0; tick < 10; tick++) source.goOn(10);
  assert.notEqual(source.takeNews(), null);
  source.accept();
  source.end();
  assert.equal(silence(source, 2 * HOUR_MS, 12), null);
  assert.equal(silence(source, 4 * HOUR_MS, 40), 20);
});
