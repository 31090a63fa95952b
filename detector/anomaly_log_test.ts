import assert from "node:assert/strict";
import type { Episode } from "../core/detection/episode.ts";
import { openEpisode } from "../core/detection/episode.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { AnomalyLog } from "./anomaly_log.ts";

const WINDOW = { startMs: 0, endMs: 60_000, threshold: 4, score: 20 };

/** An incident whose leading message has grown by a factor: `info` below 3, a `warning` from there on. */
function incident(factor: number): Episode {
  const figures = { actual: 10 * factor, expected: 10 };
  const series = { kind: "spike", source: "web", template: "t" } as const;
  const member = { ...series, ...figures, startMs: 0, endMs: 60_000, lower: 0, upper: 9, perDay: 0.1, spanMs: 60_000 };
  return {
    ...openEpisode({ ...series, ...WINDOW, ...figures }),
    incident: { members: [member], more: 0, adopted: false },
  };
}

Deno.test("AnomalyLog says once that an incident has come to matter more, also over a restart, and never less", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(60_000);
  const log = new AnomalyLog({ store, clock, windowMs: 60_000 });
  const save = async (log: AnomalyLog, factor: number) => {
    const [saved] = (await log.save([incident(factor)], () => undefined)).values();
    return [saved?.anomaly.severity, saved?.worsened];
  };
  assert.deepEqual(await save(log, 2), ["info", false]);
  assert.deepEqual(await save(log, 4), ["warning", true]);
  assert.deepEqual(await save(log, 5), ["warning", false]);
  assert.deepEqual(await save(log, 2), ["warning", false]);
  const restarted = new AnomalyLog({ store, clock, windowMs: 60_000 });
  await restarted.load(0);
  assert.deepEqual(await save(restarted, 4), ["warning", false]);
});

Deno.test("AnomalyLog says that a critical incident has come to matter more by a fatal message, and by a stop of a log", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(60_000);
  const { incident: facts, ...episode } = incident(12);
  const storm = { ...facts!.members[0]!, kind: "pattern", expected: 0 };
  const fatal = { ...storm, kind: "pattern", template: "f", startMs: 50_000, actual: 1, expected: 0 };
  const stop = { ...storm, kind: "silence", template: "*", startMs: 55_000, actual: 0, isHeld: true };
  let log = new AnomalyLog({ store, clock, windowMs: 60_000 });
  const save = async (...members: readonly (typeof storm)[]) => {
    const words = (_: Episode, __: string, id: string) => ({
      text: id,
      sample: id === "f" ? "FATAL gone" : "ERROR lost",
    });
    const [saved] = (await log.save([{ ...episode, incident: { ...facts!, members, isOpen: true } }], words)).values();
    return [saved?.anomaly.title, saved?.anomaly.severity, saved?.worsened];
  };
  assert.deepEqual(await save(storm), ["New message in web: t", "critical", false]);
  assert.deepEqual(await save(storm, fatal), ["New message in web: f", "critical", true]);
  assert.deepEqual(await save(storm, fatal), ["New message in web: f", "critical", false]);
  log = new AnomalyLog({ store, clock, windowMs: 60_000 });
  assert.deepEqual(await save(storm, fatal), ["New message in web: f", "critical", false], "after a restart");
  assert.deepEqual(await save(storm, fatal, stop), ["No lines from web", "critical", true]);
  const beside = { ...stop, source: "db", startMs: 91_000 }, later = { ...stop, source: "dns", startMs: 116_000 };
  const both = await save(storm, fatal, stop, beside);
  assert.deepEqual(both.slice(1), ["critical", false], "logs that stop together are one stop");
  const further = await save(storm, fatal, stop, beside, later);
  assert.deepEqual(further.slice(1), ["critical", true], "one that stops later is told, too");
});

Deno.test("AnomalyLog keeps when an incident was first saved, though it was over, and forgotten", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(60_000);
  const log = new AnomalyLog({ store, clock, windowMs: 60_000 });
  const save = async (factor: number, againMs?: number) => {
    const { incident: facts, ...episode } = incident(factor);
    const again = { ...facts!, ...againMs !== undefined && { againMs } };
    const [saved] = (await log.save([{ ...episode, incident: again }], () => undefined)).values();
    return [saved?.anomaly.savedMs, saved?.anomaly.severity, saved?.worsened];
  };
  assert.deepEqual(await save(4), [60_000, "warning", false]);
  log.forget(incident(4).id);
  await clock.advance(3_600_000);
  assert.deepEqual(await save(2), [60_000, "info", false], "it matters as much as it does now");
  assert.deepEqual(await save(4, 3_600_000), [3_660_000, "warning", false], "it is called anew where it begins again");
  await clock.advance(60_000);
  assert.deepEqual(await save(4, 3_600_000), [3_660_000, "warning", false]);
});

Deno.test("AnomalyLog stores no text that a dashboard would show as more than text", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const log = new AnomalyLog({ store, clock: new ManualClock(60_000), windowMs: 60_000 });
  await log.save([incident(2)], () => ({ text: "lost\u202e\u001b[2J", sample: "lost\u009b" }));
  assert.doesNotMatch(JSON.stringify(await store.anomalies()), /\\u001b|[\u0080-\u009f\u202e]/);
});
