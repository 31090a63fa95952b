import assert from "node:assert/strict";
import type { AlarmFilter, AlarmStore } from "../ports/alarms.ts";
import { alarm, type ContractCase, ODD_TEXT, START_MS } from "./contract_fixtures.ts";

/** Alarms, of which incidents are made. */
export const ALARM_CASES: readonly ContractCase<AlarmStore>[] = [
  {
    sentence: "alarms() gives back what saveAlarms() was given, by start, source, template and kind",
    async check(store) {
      const rows = [
        alarm({ source: "web", startMs: START_MS - 60_000, endMs: START_MS, incident: ODD_TEXT, probability: 0 }),
        alarm({ probability: Number.MIN_VALUE, expected: 0, actual: 1e12 }),
        alarm({ kind: "pattern", template: "login", scaleMs: 3_600_000 }),
        alarm({ kind: "shift", template: "login" }),
        alarm({ source: "b" + ODD_TEXT, template: ODD_TEXT }),
        alarm({ startMs: START_MS + 2000, endMs: START_MS + 4000 }),
      ];
      await store.saveAlarms([rows[5], rows[2], rows[0], rows[4]].map((row) => row!));
      await store.saveAlarms([rows[3], rows[1]].map((row) => row!));
      await store.saveAlarms([]);
      assert.deepEqual(await store.alarms(), rows);
    },
  },
  {
    sentence: "saveAlarms() replaces by kind, source, template and start, and the same alarm again changes nothing",
    async check(store) {
      await store.saveAlarms([alarm(), alarm({ template: "login" })]);
      const longer = alarm({ endMs: START_MS + 8000, incident: "i2", actual: 2000, probability: 1e-12, scaleMs: 4000 });
      await store.saveAlarms([longer]);
      await store.saveAlarms([longer]);
      assert.deepEqual(await store.alarms(), [longer, alarm({ template: "login" })]);
      assert.deepEqual(await store.alarms({ incident: "i2" }), [longer]);
      assert.deepEqual(await store.alarms({ incident: "i1" }), [alarm({ template: "login" })]);
    },
  },
  {
    sentence: "alarms() filters by incident and by the range that [startMs, endMs) meets",
    async check(store) {
      await store.saveAlarms([
        alarm({ template: "1", startMs: START_MS, endMs: START_MS + 2000 }),
        alarm({ template: "2", startMs: START_MS + 2000, endMs: START_MS + 8000, incident: "i2" }),
        alarm({ template: "3", startMs: START_MS + 10_000, endMs: START_MS + 12_000 }),
      ]);
      const cases: [filter: AlarmFilter, templates: string][] = [
        [{}, "123"],
        [{ incident: "i1" }, "13"],
        [{ incident: "i2" }, "2"],
        [{ incident: "none" }, ""],
        [{ fromMs: START_MS + 2000 }, "23"],
        [{ fromMs: START_MS + 1999 }, "123"],
        [{ toMs: START_MS + 2000 }, "1"],
        [{ toMs: START_MS + 2001 }, "12"],
        [{ fromMs: START_MS + 4000, toMs: START_MS + 6000 }, "2"],
        [{ fromMs: START_MS + 8000, toMs: START_MS + 10_000 }, ""],
        [{ incident: "i1", fromMs: START_MS + 2000 }, "3"],
        [{ incident: "i1", toMs: START_MS + 2000 }, "1"],
      ];
      for (const [filter, templates] of cases) {
        const found = (await store.alarms(filter)).map(({ template }) => template).join("");
        assert.equal(found, templates, JSON.stringify(filter));
      }
    },
  },
];
