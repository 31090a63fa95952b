import assert from "node:assert/strict";
import type { AnomalyFilter, AnomalyStore } from "../ports/anomalies.ts";
import { anomaly, type ContractCase, NOW_MS, ODD_TEXT, START_MS } from "./contract_fixtures.ts";
import type { DetectorStateStore } from "../ports/detector_state.ts";

/** Anomalies and their labels. */
export const ANOMALY_CASES: readonly ContractCase<AnomalyStore & DetectorStateStore>[] = [
  {
    sentence: "anomalies() gives back what saveAnomalies() was given, by start and then id",
    async check(store) {
      const rows = [
        anomaly({ id: "z", startMs: START_MS - 1000 }),
        anomaly({ id: "a", kind: "pattern", template: "login", parent: "z", text: ODD_TEXT, title: ODD_TEXT }),
        anomaly({ id: "b", kind: "overflow", severity: "warning", sample: ODD_TEXT }),
        anomaly({ id: "c", source: ODD_TEXT, severity: "info", sample: "", text: "" }),
      ];
      await store.saveAnomalies([rows[3], rows[1]]);
      await store.saveAnomalies([rows[0], rows[2]]);
      await store.saveAnomalies([]);
      assert.deepEqual(await store.anomalies(), rows);
    },
  },
  {
    sentence: "anomalyWithDetails() gives an anomaly with what is part of it, and nothing for an unknown id",
    async check(store) {
      const rows = [
        anomaly({ id: "early", template: "t1", parent: "whole", startMs: START_MS - 60_000 }),
        anomaly({ id: "whole" }),
        anomaly({ id: "late", template: "t2", parent: "whole", startMs: START_MS + 1000 }),
      ];
      const other = anomaly({ id: "other", source: "b" });
      await store.saveAnomalies([...rows, other, anomaly({ id: "its", source: "b", template: "t1", parent: "other" })]);
      await store.labelAnomaly("late", "true");
      const labelled = [rows[0], rows[1], { ...rows[2], label: "true" }];
      assert.deepEqual(await store.anomalyWithDetails("whole"), labelled);
      assert.deepEqual(await store.anomalyWithDetails("early"), [rows[0]]);
      assert.deepEqual(await store.anomalyWithDetails("none"), []);
    },
  },
  {
    sentence: "saveAnomalies() replaces by id, and the same anomaly again changes nothing",
    async check(store) {
      await store.saveAnomalies([anomaly()]);
      const longer = anomaly({ endMs: START_MS + 4000, actual: 2000, score: 90, text: "2000 lines in 2 s" });
      await store.saveAnomalies([longer]);
      await store.saveAnomalies([longer]);
      assert.deepEqual(await store.anomalies(), [longer]);
    },
  },
  {
    sentence: "saveAnomalies() never touches a label",
    async check(store) {
      await store.saveAnomalies([anomaly({ label: "false" })]);
      assert.deepEqual(await store.anomalies(), [anomaly()]);
      assert.equal(await store.labelAnomaly("a1", "true"), true);
      for (const label of [null, "false"] as const) {
        await store.saveAnomalies([anomaly({ actual: 5, label })]);
        assert.deepEqual(await store.anomalies(), [anomaly({ actual: 5, label: "true" })]);
      }
    },
  },
  {
    sentence: "labelAnomaly() changes a label and takes it off with null",
    async check(store) {
      await store.saveAnomalies([anomaly(), anomaly({ id: "a2" })]);
      for (const label of ["true", "false", null, "true"] as const) {
        assert.equal(await store.labelAnomaly("a1", label), true);
        assert.deepEqual(await store.anomalies(), [anomaly({ label }), anomaly({ id: "a2" })]);
      }
    },
  },
  {
    sentence: "labelAnomaly() of an unknown id resolves with false",
    async check(store) {
      await store.saveAnomalies([anomaly()]);
      assert.equal(await store.labelAnomaly("a2", "true"), false);
      await store.saveAnomalies([anomaly({ id: "a2" })]);
      assert.deepEqual((await store.anomalies()).map((row) => row.label), [null, null]);
    },
  },
  {
    sentence: "labelAnomaly() lasts through resetDetection()",
    async check(store) {
      await store.saveAnomalies([anomaly(), anomaly({ id: "a2" })]);
      await store.labelAnomaly("a1", "false");
      await store.resetDetection();
      assert.deepEqual(await store.anomalies(), []);
      await store.saveAnomalies([anomaly(), anomaly({ id: "a2" })]);
      assert.deepEqual(await store.anomalies(), [anomaly({ label: "false" }), anomaly({ id: "a2" })]);
    },
  },
  {
    sentence: "anomalies() filters by source, template, kind and the range that [startMs, endMs) meets",
    async check(store) {
      await store.saveAnomalies([
        anomaly({ id: "1", startMs: START_MS, endMs: START_MS + 2000 }),
        anomaly({ id: "2", startMs: START_MS + 2000, endMs: START_MS + 8000, kind: "pattern", template: "login" }),
        anomaly({ id: "3", startMs: START_MS + 10_000, endMs: START_MS + 12_000, source: "web", template: "login" }),
      ]);
      const cases: [filter: AnomalyFilter, ids: string][] = [
        [{}, "123"],
        [{ source: "app" }, "12"],
        [{ source: "none" }, ""],
        [{ template: "login" }, "23"],
        [{ template: "*" }, "1"],
        [{ kind: "frequency" }, "13"],
        [{ kind: "overflow" }, ""],
        [{ source: "web", kind: "frequency", template: "login" }, "3"],
        [{ fromMs: START_MS + 2000 }, "23"],
        [{ fromMs: START_MS + 1999 }, "123"],
        [{ toMs: START_MS + 2000 }, "1"],
        [{ toMs: START_MS + 2001 }, "12"],
        [{ fromMs: START_MS + 4000, toMs: START_MS + 6000 }, "2"],
        [{ fromMs: START_MS + 8000, toMs: START_MS + 10_000 }, ""],
        [{ fromMs: START_MS + 12_000 }, ""],
      ];
      for (const [filter, ids] of cases) {
        const found = (await store.anomalies(filter)).map((row) => row.id).join("");
        assert.equal(found, ids, JSON.stringify(filter));
      }
    },
  },
  {
    sentence: "countAnomalies() counts by kind and label, of those that are there",
    async check(store) {
      assert.deepEqual(await store.countAnomalies(), []);
      const kinds = ["frequency", "pattern", "frequency", "frequency", "pattern"] as const;
      await store.saveAnomalies(kinds.map((kind, i) => anomaly({ id: `${i}`, kind, startMs: START_MS + i * 2000 })));
      for (const id of ["0", "1", "2"]) await store.labelAnomaly(id, "true");
      await store.labelAnomaly("2", "false");
      await store.labelAnomaly("1", null);
      assert.deepEqual(await store.countAnomalies(), [
        { kind: "frequency", label: null, count: 1 },
        { kind: "frequency", label: "false", count: 1 },
        { kind: "frequency", label: "true", count: 1 },
        { kind: "pattern", label: null, count: 2 },
      ]);
      await store.resetDetection();
      assert.deepEqual(await store.countAnomalies(), []);
      await store.saveAnomalies([anomaly({ id: "0" }), anomaly({ id: "9" })]);
      assert.deepEqual(await store.countAnomalies(), [
        { kind: "frequency", label: null, count: 1 },
        { kind: "frequency", label: "true", count: 1 },
      ]);
    },
  },
  {
    sentence: "latestAnomaly() is the one that began last, with its label",
    async check(store) {
      assert.equal(await store.latestAnomaly(), null);
      const rows = [
        anomaly({ id: "a", startMs: START_MS + 2000, source: "web" }),
        anomaly({ id: "c", startMs: START_MS + 4000 }),
        anomaly({ id: "b", startMs: START_MS + 4000, kind: "pattern", template: "login" }),
        anomaly({ id: "d", startMs: START_MS, endMs: START_MS + 60_000, savedMs: NOW_MS }),
      ];
      await store.saveAnomalies(rows);
      await store.labelAnomaly("c", "false");
      assert.deepEqual(await store.latestAnomaly(), { ...rows[1], label: "false" });
    },
  },
];
