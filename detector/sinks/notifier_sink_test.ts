import assert from "node:assert/strict";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { anAnomaly } from "../../core/detection/testing/an_anomaly.ts";
import { describeEpisode } from "../../core/detection/describe_episode.ts";
import type { Finding } from "../../core/detection/incidents/finding.ts";
import { IncidentBook } from "../../core/detection/incidents/incident_book.ts";
import type { Outcome } from "../../core/detection/outcome.ts";
import type { Untold } from "../../notify/notifier.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import type { DetectorEvent } from "../detector_event.ts";
import { eventOf } from "../event_of.ts";
import { notifierSink } from "./notifier_sink.ts";

/** Notes what it is told. */
class Ear {
  readonly told: string[] = [];

  notify({ id, severity }: Anomaly, change: string, others?: Untold): Promise<void> {
    const more = others === undefined ? "" : ` and ${others.opened}, ${others.worsened}, ${others.closed}`;
    this.told.push(`${change} ${severity} ${id.slice(0, 3)}${more}`);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const ANOMALY = anAnomaly({ id: "one", kind: "spike", source: "web", startMs: 0 });
const opened = (anomaly = ANOMALY): DetectorEvent => ({ kind: "anomalyOpened", anomaly, latencyMs: 0 });
const extended = (worsened: boolean, anomaly = ANOMALY): DetectorEvent => ({
  kind: "anomalyExtended",
  anomaly,
  worsened,
});
const closed = (anomaly = ANOMALY): DetectorEvent => ({ kind: "anomalyClosed", anomaly });

Deno.test("notifierSink() tells once of each change of an incident", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0) });
  const critical: Anomaly = { ...ANOMALY, severity: "critical" };
  const events = [opened(), opened(), extended(false), extended(true, critical), extended(true, critical)];
  for (const event of [...events, closed(critical), closed(critical)]) await sink.take(event);
  assert.deepEqual(ear.told, ["opened warning one", "worsened critical one", "closed critical one"]);
});

Deno.test("notifierSink() tells of an incident once it comes to matter enough", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0), from: "critical" });
  const critical: Anomaly = { ...ANOMALY, severity: "critical" };
  for (const event of [opened(), extended(true, critical), closed(critical)]) await sink.take(event);
  assert.deepEqual(ear.told, ["opened critical one", "closed critical one"]);
});

Deno.test("notifierSink() tells anew of an incident that opens again", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0) });
  for (const event of [opened(), closed(), opened(), opened(), closed()]) await sink.take(event);
  assert.deepEqual(ear.told, [
    ...["opened warning one", "closed warning one"],
    ...["opened warning one", "closed warning one"],
  ]);
});

Deno.test("notifierSink() tells anew of an incident that goes on after a pause, once", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0) });
  const again: Anomaly = { ...ANOMALY, incident: { members: [], more: 0, adopted: false, isOpen: true, againMs: 9 } };
  for (const event of [opened(), opened(again), opened(again), closed(again)]) await sink.take(event);
  assert.deepEqual(ear.told, ["opened warning one", "opened warning one", "closed warning one"]);
});

Deno.test("notifierSink() leaves details of another episode to that one", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0) });
  const detail: Anomaly = { ...ANOMALY, id: "detail", parent: "one" };
  for (const event of [opened(), opened(detail), closed(detail)]) await sink.take(event);
  assert.deepEqual(ear.told, ["opened warning one"]);
});

Deno.test("notifierSink() tells few times of 1,001 findings within 30 s", async () => {
  const ear = new Ear();
  const sink = notifierSink(ear, { clock: new ManualClock(0) });
  const book = new IncidentBook();
  const give = async (outcome: Outcome) => {
    if (!("episode" in outcome)) return;
    const { episode } = outcome;
    const anomaly = describeEpisode(episode, { windowMs: 2000, savedMs: 0, template: () => undefined });
    const context = { source: episode.source, windowMs: 2000, nowMs: 0, worsened: false, pending: () => [] };
    await sink.take(eventOf(outcome, anomaly, context));
  };
  for (let at = 0; at <= 1_000; at++) {
    const endMs = 60_000 + 30 * at;
    const figures = { actual: 9, expected: 0, lower: 0, upper: 1, perDay: 1e-5, adopted: false };
    const series = { kind: "pattern", source: `s${at % 40}`, template: `t${at}` } as const;
    const finding: Finding = { ...series, startMs: endMs - 2000, endMs, ...figures };
    await give(book.take(finding));
  }
  assert.equal(ear.told.length, 1);
  for (let at = 0; at < 40; at++) for (const outcome of book.pass(`s${at}`, 10_000_000)) await give(outcome);
  assert.deepEqual(ear.told.map((each) => each.split(" ")[0]), ["opened", "closed"]);
});

Deno.test("notifierSink() tells six times of 1,001 anomalies within 30 s, the worst of the rest with the others summed up", async () => {
  const ear = new Ear();
  const clock = new ManualClock(0);
  const sink = notifierSink(ear, { clock });
  const taken = [];
  for (let at = 0; at <= 1_000; at++) {
    const severity = at === 700 ? "critical" as const : "warning" as const;
    taken.push(sink.take(opened({ ...ANOMALY, id: `n${at}`, severity })));
    if (at % 100 === 0) taken.push(sink.take(closed({ ...ANOMALY, id: `n${at}`, severity })));
    if (at % 50 === 49) await clock.advance(1_500);
  }
  assert.equal(ear.told.length, 5);
  await clock.advance(60_000);
  await Promise.all(taken);
  assert.equal(ear.told.length, 6);
  assert.equal(ear.told[5], "opened critical n70 and 996, 0, 10");
  await clock.advance(600_000);
  await sink.take(opened({ ...ANOMALY, id: "calm" }));
  assert.equal(ear.told[6], "opened warning cal");
});

Deno.test("notifierSink() says when telling fails, of what is summed up too", async () => {
  const clock = new ManualClock(0);
  const failing = { notify: () => Promise.reject(new Error("no answer")), close: () => Promise.resolve() };
  const sink = notifierSink(failing, { clock });
  const opens = Array.from({ length: 6 }, (_, at) => Promise.resolve(sink.take(opened({ ...ANOMALY, id: `${at}` }))));
  const ended = Promise.allSettled(opens);
  await clock.advance(60_000);
  assert.deepEqual((await ended).map(({ status }) => status), Array(6).fill("rejected"));
  await sink.close!();
});

Deno.test("notifierSink() tells what is summed up when it is closed, and waits for no one who does not listen", async () => {
  const ear = new Ear();
  const clock = new ManualClock(0);
  const sink = notifierSink(ear, { clock });
  const taken = Array.from({ length: 8 }, (_, at) => sink.take(opened({ ...ANOMALY, id: `n${at}` })));
  await sink.close!();
  await Promise.all(taken);
  assert.deepEqual([ear.told.length, ear.told[5]], [6, "opened warning n5 and 2, 0, 0"]);
  const deaf = notifierSink({ notify: () => new Promise(() => {}), close: () => Promise.resolve() }, { clock });
  for (let at = 0; at < 8; at++) void deaf.take(opened({ ...ANOMALY, id: `n${at}` }));
  const isClosed = deaf.close!();
  await clock.advance(2_000);
  await isClosed;
});
