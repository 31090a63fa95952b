import assert from "node:assert/strict";
import type { Mode } from "../core/mode.ts";
import { Rehearsal, START_MS, WINDOW_MS } from "./testing/rehearsal.ts";

const MINUTE_MS = 60_000;
const PAST_MINUTES = 2 * 1_440;
const HISTORY = { detector: "auto", historyMs: 7 * 86_400_000 } as const;
const CALM = { a: 10, b: 5 };

/** A stage whose store holds this many minutes of the past, with a message `old` in one of the last. */
async function stageAfter(minutes: number, mode: Mode): Promise<Rehearsal> {
  const stage = new Rehearsal();
  for (let minute = -minutes; minute < 0; minute++) {
    const counts = { a: 300, b: 150, ...(minute === -400 ? { old: 1 } : {}) };
    await stage.agent.count(Math.floor(START_MS / MINUTE_MS + minute) * MINUTE_MS, counts, mode);
  }
  return stage;
}

/** Lets windows pass, and waits until the past is learned: that is read in steps which give way to others. */
async function begin(stage: Rehearsal, windows = 4): Promise<void> {
  const before = stage.eventsOf("established").length;
  await stage.calm(windows, CALM);
  await until(stage, "established", before + 1);
}

async function until(stage: Rehearsal, kind: "established" | "pastLearned", count = 1): Promise<void> {
  for (let turn = 0; turn < 500 && stage.eventsOf(kind).length < count; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

for (const mode of ["history", "live"] as const) {
  Deno.test(`runDetector() learns from ${mode} counters that the store holds, and calls nothing of them`, async () => {
    await using stage = await stageAfter(PAST_MINUTES, mode);
    stage.start("fresh", HISTORY);
    await begin(stage);
    assert.deepEqual(stage.eventsOf("learning"), []);
    const [established, ...others] = stage.eventsOf("established");
    assert.deepEqual(others, []);
    assert.equal(Math.round(established!.pastMs! / MINUTE_MS), PAST_MINUTES);
    assert.ok(Math.abs(established!.mean - 15) < 3, `${established!.mean}`);
    assert.deepEqual(await stage.calls(), []);
    await stage.pass([{ ...CALM, old: 1 }, { ...CALM, fresh: 1 }]);
    await stage.calm(2, CALM);
    assert.deepEqual((await stage.anomalies()).map(({ kind, template }) => [kind, template]), [["pattern", "fresh"]]);
  });
}

Deno.test("runDetector() learns the past ahead of the first window, once all of it is stored, and no minute twice", async () => {
  await using stage = await stageAfter(PAST_MINUTES, "history");
  stage.start("fresh", HISTORY);
  await stage.clock.advance(WINDOW_MS);
  await stage.agent.heartbeat(START_MS, START_MS, { pastBytes: 9 });
  await stage.clock.advance(WINDOW_MS);
  assert.deepEqual(stage.eventsOf("pastLearned"), []);
  await stage.agent.heartbeat(START_MS, stage.clock.now(), { pastBytes: 0 });
  await stage.clock.advance(WINDOW_MS);
  await until(stage, "pastLearned");
  assert.deepEqual(stage.eventsOf("established"), []);
  await begin(stage, 70);
  assert.equal(stage.eventsOf("pastLearned").length, 1);
  const [established] = stage.eventsOf("established");
  assert.equal(Math.round(established!.pastMs! / MINUTE_MS), PAST_MINUTES);
  assert.ok(Math.abs(established!.mean - 15) < 3, `${established!.mean}`);
  assert.deepEqual(await stage.calls(), []);
});

Deno.test("runDetector() knows of a timer's line in the minute that its first window is in", async () => {
  await using stage = new Rehearsal();
  const startMinute = Math.floor(START_MS / MINUTE_MS);
  for (let minute = -PAST_MINUTES; minute <= 0; minute++) {
    const counts = { a: 300, b: 150, ...(minute % 15 === 0 ? { timer: 1 } : {}) };
    await stage.agent.count((startMinute + minute) * MINUTE_MS, counts, "history");
  }
  stage.start("fresh", HISTORY);
  await begin(stage, 12 * MINUTE_MS / WINDOW_MS);
  assert.deepEqual(await stage.calls(), []);
});

Deno.test("runDetector() learns the past again, to the same, where the store failed on the way", async () => {
  await using stage = await stageAfter(PAST_MINUTES, "history");
  stage.store.failures.pastWindows = 1;
  stage.start("fresh", HISTORY);
  await begin(stage, 8);
  assert.equal(Math.round(stage.eventsOf("established")[0]!.pastMs! / MINUTE_MS), PAST_MINUTES);
});

Deno.test("runDetector() learns from the past anew where another detector made the state", async () => {
  await using stage = await stageAfter(PAST_MINUTES, "history");
  stage.start("fresh", { detector: "sigma", historyMs: HISTORY.historyMs });
  await stage.calm(8, CALM);
  assert.deepEqual(stage.eventsOf("established").map(({ pastMs }) => pastMs), [undefined]);
  await stage.stop();
  stage.start("continue", HISTORY);
  await begin(stage);
  assert.ok(Math.round(stage.eventsOf("established")[1]!.pastMs! / MINUTE_MS) >= PAST_MINUTES);
});

Deno.test("runDetector() without history learns from windows as they come", async () => {
  await using stage = await stageAfter(60, "history");
  stage.start("fresh", { detector: "auto" });
  await stage.calm(4 * MINUTE_MS / WINDOW_MS + 40, CALM);
  assert.deepEqual(stage.eventsOf("established").map(({ pastMs }) => pastMs), [undefined]);
});
