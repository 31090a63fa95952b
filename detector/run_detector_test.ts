import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Notifier } from "../notify/notifier.ts";
import { runDetector } from "./run_detector.ts";
import { notifierSink } from "./sinks/notifier_sink.ts";
import { Rehearsal, START_MS, WINDOW_MS } from "./testing/rehearsal.ts";
import { ScriptedAgent } from "./testing/scripted_agent.ts";

const CALM = { a: 100, b: 100 };

Deno.test("runDetector() learns from the first complete window after the first live line, then says the baseline", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.pass([{}, {}, { a: 3 }, { a: 90 }, { a: 110 }, { a: 90 }, { a: 110 }, { a: 100 }]);
  assert.deepEqual(stage.eventsOf("learning").map(({ windows, actual }) => [windows, actual]), [
    [1, 90],
    [2, 110],
    [3, 90],
    [4, 110],
    [5, 100],
  ]);
  const [established] = stage.eventsOf("established");
  assert.deepEqual([established.mean, established.stddev, established.knownTemplates], [100, 10, 1]);
});

Deno.test("runDetector() saves a spike as one episode, soon after its first window", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.pass([{ a: 500, b: 100 }, { a: 900, b: 100 }, { a: 300, b: 100 }]);
  await stage.calm(1);
  const [anomaly, ...others] = await stage.anomalies();
  assert.deepEqual(others, []);
  assert.deepEqual([anomaly.startMs, anomaly.endMs], [START_MS + 8 * WINDOW_MS, START_MS + 11 * WINDOW_MS]);
  assert.deepEqual([anomaly.actual, anomaly.expected, anomaly.threshold], [1000, 200, 240]);
  assert.match(anomaly.text, /Grown most: 450\/s \(50\/s expected\) of "text of a"/);
  assert.equal(anomaly.sample, "line of a");
  const [opened] = stage.eventsOf("anomalyOpened");
  assert.ok(opened.latencyMs >= 0 && opened.latencyMs <= 200, `${opened.latencyMs}`);
  assert.equal(anomaly.savedMs - anomaly.startMs - WINDOW_MS, opened.latencyMs);
  assert.equal(stage.eventsOf("anomalyExtended").length, 2);
  assert.equal(stage.eventsOf("anomalyClosed").length, 1);
});

Deno.test("runDetector() reports a new template once, and none of a file's initial content", async () => {
  await using stage = new Rehearsal();
  await stage.agent.register([{ id: "initial", initial: true }], START_MS);
  stage.start("fresh");
  await stage.calm(8);
  await stage.pass([{ ...CALM, initial: 2, fresh: 3 }, { ...CALM, fresh: 2 }, CALM, { ...CALM, fresh: 1 }]);
  const [anomaly, ...others] = await stage.anomalies();
  assert.deepEqual(others, []);
  assert.deepEqual([anomaly.kind, anomaly.text, anomaly.sample, anomaly.score], [
    "pattern",
    "text of fresh",
    "line of fresh",
    3,
  ]);
});

Deno.test("runDetector() reports a template that lagging lines bring", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.agent.count(stage.clock.now() - WINDOW_MS, { late: 4 }, "backlog");
  await stage.calm(2);
  assert.deepEqual((await stage.anomalies()).map(({ kind, template }) => [kind, template]), [["pattern", "late"]]);
});

Deno.test("runDetector() resolves the lineage: a merge is neither new nor a drop nor a spike", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.agent.register([
    { id: "a", text: "took 5 whole ms", replacedBy: "merged" },
    { id: "merged", text: "took <*>" },
  ], stage.clock.now());
  await stage.calm(3, { merged: 100, b: 100 });
  assert.deepEqual(await stage.calls(), []);
});

Deno.test("runDetector() waits for the slowest live agent, and not for a dead one", async () => {
  await using stage = new Rehearsal();
  const slow = new ScriptedAgent(stage.store, { agent: "slow", sinceMs: START_MS });
  stage.start("fresh");
  await slow.heartbeat(START_MS);
  await stage.pass([CALM, CALM]);
  await slow.heartbeat(START_MS + WINDOW_MS, stage.clock.now());
  await stage.pass([CALM]);
  assert.equal(stage.eventsOf("learning").length, 0);
  await stage.calm(4);
  assert.equal(stage.eventsOf("established").length, 1);
});

Deno.test("runDetector() continues where it stopped, and catches up with what it missed", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.stop();
  await stage.pass([CALM, { a: 900, b: 100 }, CALM, { ...CALM, fresh: 1 }, ...Array(16).fill(CALM)]);
  stage.start("continue");
  await stage.calm(1);
  assert.deepEqual(await stage.calls(), ["frequency * at 9 for 1", "pattern fresh at 11 for 1"]);
  assert.deepEqual(stage.eventsOf("caughtUp").map(({ windows }) => windows), [20]);
  assert.equal(stage.eventsOf("established").length, 1);
});

Deno.test("runDetector() says the same after a crash at any window as without one", async () => {
  const script = [...Array(8).fill(CALM), { a: 600, b: 100 }, { a: 700, b: 100 }, CALM, { ...CALM, n: 9 }, CALM, CALM];
  const whole = await told(script, null);
  for (let at = 0; at < script.length; at += 3) assert.deepEqual(await told(script, at), whole, `crash at ${at}`);
});

async function told(script: readonly Record<string, number>[], crashAt: number | null): Promise<Partial<Anomaly>[]> {
  await using stage = await played(script, crashAt);
  return await stage.anomalies();
}

Deno.test("runDetector() says once that an anomaly begins, and once that it is over, whenever it crashes", async () => {
  const script = [...Array(8).fill(CALM), { a: 600, b: 100 }, { a: 700, b: 100 }, CALM, CALM, CALM];
  for (let crashAt = 8; crashAt < script.length; crashAt++) {
    await using stage = await played(script, crashAt);
    const said = [stage.eventsOf("anomalyOpened").length, stage.eventsOf("anomalyClosed").length];
    assert.deepEqual(said, [1, 1], `crash at ${crashAt}`);
  }
});

/** A detector that has seen windows, and crashed after one of them. */
async function played(script: readonly Record<string, number>[], crashAt: number | null): Promise<Rehearsal> {
  const stage = new Rehearsal();
  stage.start("continue");
  for (const [at, counts] of script.entries()) {
    await stage.pass([counts]);
    if (at !== crashAt) continue;
    await stage.crash();
    stage.start("continue");
  }
  return stage;
}

Deno.test("runDetector() fresh forgets what it found and knew, and learns anew", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.pass([{ ...CALM, odd: 5 }]);
  await stage.stop();
  assert.equal((await stage.anomalies()).length, 1);
  stage.start("fresh");
  await stage.calm(8);
  assert.deepEqual(await stage.anomalies(), []);
  await stage.pass([{ ...CALM, odd: 5 }]);
  assert.deepEqual((await stage.anomalies()).map(({ template }) => template), ["odd"]);
});

Deno.test("runDetector() goes on when the store fails at any step, and loses and doubles nothing", async () => {
  const methods = ["heartbeats", "templates", "sourceWindows", "saveAnomalies", "saveBaselines"] as const;
  for (const method of methods) {
    await using stage = new Rehearsal();
    stage.start("fresh");
    await stage.calm(8);
    stage.store.failures[method] = 3;
    await stage.pass([{ a: 900, b: 100, n: 1 }]);
    await stage.calm(2);
    assert.deepEqual((await stage.calls()).sort(), ["frequency * at 8 for 1", "pattern n at 8 for 1"], method);
    assert.equal(stage.eventsOf("anomalyOpened").length, 2, method);
    assert.equal(stage.eventsOf("problem").length, 1, method);
    assert.equal(stage.eventsOf("recovered").length, 1, method);
    const query = { source: "web", fromMs: START_MS, toMs: START_MS + 11 * WINDOW_MS };
    assert.equal((await stage.store.baselines(query)).length, 5, method);
  }
});

Deno.test("runDetector() makes up for ten minutes without the store", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  stage.store.isDown = true;
  await stage.clock.advance(600_000);
  stage.store.isDown = false;
  const backMs = stage.clock.now();
  for (let slotMs = START_MS + 8 * WINDOW_MS; slotMs + WINDOW_MS <= backMs; slotMs += WINDOW_MS) {
    await stage.agent.count(slotMs, slotMs === START_MS + 100 * WINDOW_MS ? { a: 900, b: 100 } : CALM);
  }
  await stage.agent.heartbeat(backMs - backMs % WINDOW_MS);
  await stage.clock.advance(10_000);
  assert.deepEqual(await stage.calls(), ["frequency * at 100 for 1"]);
  assert.match(stage.eventsOf("problem")[0].message, /store sqlite::memory: fails: .* check --store/);
});

Deno.test("runDetector() never waits for a notifier, and says what can't be published", async () => {
  const told: string[] = [];
  const hanging: Notifier = { notify: () => new Promise(() => {}), close: () => Promise.resolve() };
  const failing: Notifier = { notify: () => Promise.reject(new Error("no ear")), close: () => Promise.resolve() };
  const hearing: Notifier = {
    notify: (anomaly, change) => Promise.resolve(void told.push(`${change} ${anomaly.kind}`)),
    close: () => Promise.resolve(void told.push("end")),
  };
  await using stage = new Rehearsal();
  stage.start("fresh", { sinks: [failing, hearing].map((notifier) => notifierSink(notifier, stage)) });
  await stage.calm(8);
  await stage.pass([{ a: 900, b: 100, n: 1 }, CALM]);
  await stage.stop();
  assert.deepEqual(told, ["opened frequency", "opened pattern", "closed frequency", "end"]);
  assert.equal(stage.eventsOf("problem")[0].message, "no ear");
  stage.start("continue", { sinks: [notifierSink(hanging, stage)] });
  await stage.pass([CALM, { a: 900, b: 100 }, CALM]);
  assert.equal((await stage.anomalies()).length, 3);
  const stopped = stage.stop();
  await stage.clock.advance(1000);
  await stopped;
});

Deno.test("runDetector() learns anew, in words, where the length of windows has changed", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.stop();
  stage.start("continue", { windowMs: 2 * WINDOW_MS });
  await stage.calm(12);
  assert.match(
    stage.eventsOf("problem")[0].message,
    /Cannot continue "web" with windows of 4000 ms.*learning "web" anew/,
  );
  assert.equal(stage.eventsOf("established").at(-1)?.mean, 400);
});

Deno.test("runDetector() joins the baselines of merged templates once, also over a restart", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  const merge = [{ id: "a", text: "took 5 whole ms", replacedBy: "b" }, { id: "b", text: "took <*>" }];
  await stage.agent.register(merge, stage.clock.now());
  await stage.calm(1);
  for (let restart = 0; restart < 2; restart++) {
    await stage.stop();
    stage.start("continue");
    await stage.calm(1);
  }
  const query = { source: "web", template: "b", fromMs: START_MS + 8 * WINDOW_MS, toMs: stage.clock.now() };
  const rows = await stage.store.baselines(query);
  assert.deepEqual(rows.map(({ actual, expected }) => [actual, expected]), [[200, 200], [200, 200], [200, 200]]);
});

Deno.test("runDetector() takes the time without an agent for unknown, not for silence", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(8);
  await stage.clock.advance(20 * WINDOW_MS + 700);
  stage.restartAgent();
  await stage.calm(1, { a: 30, b: 30 });
  await stage.calm(2);
  assert.deepEqual(await stage.calls(), []);
  const rows = await stage.store.baselines({ source: "web", fromMs: START_MS, toMs: stage.clock.now() });
  assert.deepEqual(rows.map(({ actual }) => actual), [200, 200, 60, 200, 200]);
  assert.deepEqual(rows.map(({ expected }) => expected), Array(5).fill(200));
});

Deno.test("runDetector() run twice on one store finds everything once", async () => {
  await using stage = new Rehearsal();
  stage.start("continue");
  const stop = new AbortController();
  const { store, clock } = stage;
  const settings = { windowMs: WINDOW_MS, learningWindows: 5, baselineWindows: 30, sigmaMultiplier: 4 };
  const common = { mode: "continue", sinks: [], signal: stop.signal } as const;
  const other = runDetector({ store, clock, ...settings, ...common });
  await stage.calm(8);
  await stage.pass([{ a: 900, b: 100, n: 1 }, { a: 950, b: 100 }, CALM]);
  stop.abort();
  await other;
  assert.deepEqual((await stage.calls()).sort(), ["frequency * at 8 for 2", "pattern n at 8 for 1"]);
});

Deno.test("runDetector() ends within a second, even where the store hangs", async () => {
  await using stage = new Rehearsal();
  stage.start("fresh");
  await stage.calm(2);
  stage.store.isHanging = true;
  await stage.clock.advance(WINDOW_MS);
  const ended = stage.stop();
  await stage.clock.advance(900);
  await ended;
});
