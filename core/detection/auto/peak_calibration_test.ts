import assert from "node:assert/strict";
import { PeakCalibration, PeakPool } from "./peak_calibration.ts";

/** A calibration that has seen excursions up to these heights. */
function calibrated(tops: readonly number[], isCounted = true): PeakCalibration {
  const calibration = new PeakCalibration(new PeakPool());
  for (const nats of tops) for (const value of [nats, 0]) calibration.add(value, { timeMs: 0, count: 1 }, isCounted);
  return calibration;
}

Deno.test("PeakCalibration divides by 1 where a model holds, and by more where peaks were higher", () => {
  assert.equal(new PeakCalibration(new PeakPool()).factor, 1);
  assert.equal(calibrated(Array(50).fill(1.5)).factor, 1);
  const factors = [3, 6, 12].map((nats) => calibrated(Array(50).fill(nats)).factor);
  assert.deepEqual(factors, factors.toSorted((a, b) => a - b));
  assert.ok(factors[0] > 1.5);
});

Deno.test("PeakCalibration counts no peaks of a time in which the level was learned, and none that was called", () => {
  assert.equal(calibrated(Array(50).fill(12), false).factor, 1);
  const calibration = new PeakCalibration(new PeakPool());
  calibration.add(500, { timeMs: 0, count: 1 });
  assert.equal(calibration.end().nats, 500);
  calibration.add(0, { timeMs: 1, count: 1 });
  assert.equal(calibration.factor, 1);
});

Deno.test("PeakCalibration is not blinded by one large peak", () => {
  assert.ok(calibrated([1e6]).factor < 8);
});
