import assert from "node:assert/strict";
import type { LinePoint } from "../core/line_point.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { CheckRecorder } from "./check_recorder.ts";

const at = (windowStartMs: number): DetectorEvent => ({
  kind: "window",
  source: "app.log",
  windowStartMs,
  windowMs: 2_000,
  actual: 1,
  expected: 1,
  threshold: 5,
  anomalous: false,
});

const learningAt = (windowStartMs: number): DetectorEvent => {
  return { ...at(windowStartMs), kind: "learning", windows: 1, of: 5, templates: 1 } as DetectorEvent;
};

Deno.test("CheckRecorder writes how long after its end a window was evaluated or learned from, several together", async () => {
  const batches: LinePoint[][] = [];
  const store = { writePoints: (points: readonly LinePoint[]) => Promise.resolve(void batches.push([...points])) };
  {
    await using recorder = new CheckRecorder(store, { now: () => 12_150 });
    recorder.record(learningAt(8_000));
    recorder.record(at(10_000));
    recorder.record({ kind: "recovered" });
  }
  assert.deepEqual(batches.map((points) => points.map(({ timeNs }) => timeNs)), [[10_000_000_000n, 12_000_000_000n]]);
  const delays = batches[0].map(({ fields }) => fields.get("delay_ms"));
  assert.deepEqual(delays, [{ kind: "integer", value: 2_150n }, { kind: "integer", value: 150n }]);
});

Deno.test("CheckRecorder keeps what a store that is away did not take, and writes it with the next window", async () => {
  const written: bigint[] = [];
  let isAway = true;
  const store = {
    writePoints(points: readonly LinePoint[]) {
      if (isAway) return Promise.reject(new Error("away"));
      written.push(...points.map(({ timeNs }) => timeNs));
      return Promise.resolve();
    },
  };
  await using recorder = new CheckRecorder(store, { now: () => 10_000 });
  recorder.record(at(4_000));
  await recorder[Symbol.asyncDispose]();
  isAway = false;
  recorder.record(at(6_000));
  await recorder[Symbol.asyncDispose]();
  assert.deepEqual(written, [6_000_000_000n, 8_000_000_000n]);
});
