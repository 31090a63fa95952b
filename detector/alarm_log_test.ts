import assert from "node:assert/strict";
import type { Alarm } from "../core/detection/alarm.ts";
import { type Episode, openEpisode } from "../core/detection/episode.ts";
import type { AlarmFilter } from "../store/ports/alarms.ts";
import { AlarmLog } from "./alarm_log.ts";

/** Alarms by what they are known by, and how often they were written. */
class AlarmTable {
  readonly rows = new Map<string, Alarm>();
  writes = 0;

  saveAlarms(alarms: readonly Alarm[]): Promise<void> {
    this.writes++;
    for (const alarm of alarms) {
      this.rows.set(JSON.stringify([alarm.kind, alarm.source, alarm.template, alarm.startMs]), alarm);
    }
    return Promise.resolve();
  }

  alarms({ fromMs = 0 }: AlarmFilter = {}): Promise<Alarm[]> {
    return Promise.resolve([...this.rows.values()].filter(({ endMs }) => endMs > fromMs));
  }

  /** Template, start and end of each. */
  get spans(): (string | number)[][] {
    return [...this.rows.values()].map(({ template, startMs, endMs }) => [template, startMs, endMs]);
  }
}

function incident(...spans: readonly (readonly [template: string, startMs: number, endMs: number])[]): Episode {
  const figures = { actual: 9, expected: 1 };
  const members = spans.map(([template, startMs, endMs]) => ({
    ...{ kind: "spike", source: "web", template, startMs, endMs, ...figures },
    ...{ lower: 0, upper: 4, perDay: 0.01, spanMs: endMs - startMs },
  }));
  const window = { startMs: 100, endMs: 160, ...figures, threshold: 4, score: 20 };
  const episode = openEpisode({ kind: "spike", source: "web", template: "a", ...window });
  return { ...episode, incident: { members, more: 0, adopted: false } };
}

Deno.test("AlarmLog writes each series of an incident once, and again only when it has changed", async () => {
  const table = new AlarmTable();
  const log = new AlarmLog(table);
  await log.save([incident(["a", 100, 160]), incident(["a", 100, 160], ["b", 120, 160])]);
  await log.save([incident(["a", 100, 160], ["b", 120, 160])]);
  assert.deepEqual([table.writes, table.spans], [1, [["a", 100, 160], ["b", 120, 160]]]);
  await log.save([incident(["a", 100, 160], ["b", 120, 220])]);
  assert.deepEqual([table.writes, table.spans], [2, [["a", 100, 160], ["b", 120, 220]]]);
});

Deno.test("AlarmLog keeps the start that an alarm was saved with first, after a restart too", async () => {
  const table = new AlarmTable();
  await new AlarmLog(table).save([incident(["a", 100, 160])]);
  const restarted = new AlarmLog(table);
  await restarted.load(0);
  await restarted.save([incident(["a", 40, 220])]);
  assert.deepEqual(table.spans, [["a", 100, 220]]);
});

Deno.test("AlarmLog saves a series that begins anew after a pause as another alarm, and evaluating the first again changes neither", async () => {
  const table = new AlarmTable();
  const log = new AlarmLog(table);
  await log.save([incident(["a", 100, 160])]);
  const again = (endMs: number) => {
    const episode = incident(["a", 90, endMs]);
    const [member] = episode.incident!.members;
    return { ...episode, incident: { ...episode.incident!, members: [{ ...member!, againMs: 500 }] } };
  };
  await log.save([again(560)]);
  await log.save([again(620)]);
  assert.deepEqual(table.spans, [["a", 100, 160], ["a", 500, 620]]);
  const restarted = new AlarmLog(table);
  await restarted.load(0);
  await restarted.save([incident(["a", 90, 160])]);
  await restarted.save([again(680)]);
  assert.deepEqual(table.spans, [["a", 100, 160], ["a", 500, 680]]);
});

Deno.test("AlarmLog saves what failed the next time", async () => {
  const table = new AlarmTable();
  const log = new AlarmLog({
    alarms: (filter) => table.alarms(filter),
    saveAlarms: (rows) => table.saveAlarms(rows).then(() => Promise.reject(new Error("away"))),
  });
  await assert.rejects(log.save([incident(["a", 100, 160])]), /away/);
  await assert.rejects(log.save([incident(["a", 100, 160])]), /away/);
  assert.equal(table.writes, 2);
});
