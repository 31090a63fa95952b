import assert from "node:assert/strict";
import type { BaselineRow, Store } from "../store.ts";
import {
  anomaly,
  batch,
  type ContractCase,
  heartbeat,
  HOUR_MS,
  NOW_MS,
  ODD_TEXT,
  point,
  registeredTemplate,
  START_MS,
  stateRow,
} from "./contract_fixtures.ts";

/** Heartbeats, baselines, detector state, and what deletes them. */
export const DETECTION_CASES: readonly ContractCase[] = [
  {
    sentence: "heartbeats() gives the newest of each agent and source",
    async check(store) {
      const other = heartbeat({ agent: "agent-2", source: ODD_TEXT, firstLiveMs: START_MS });
      await store.saveHeartbeats([heartbeat({ read: 1 }), heartbeat({ source: "web" }), other], NOW_MS);
      await store.saveHeartbeats([heartbeat({ read: 2, firstLiveMs: START_MS })], NOW_MS + 1000);
      await store.saveHeartbeats([heartbeat({ read: 2, firstLiveMs: START_MS })], NOW_MS + 1000);
      const rows = await store.heartbeats();
      const of = (agent: string, source: string) => rows.filter((row) => row.agent === agent && row.source === source);
      assert.equal(rows.length, 3);
      assert.deepEqual(of("agent-1", "app"), [
        { ...heartbeat({ read: 2, firstLiveMs: START_MS }), seenMs: NOW_MS + 1000 },
      ]);
      assert.deepEqual(of("agent-1", "web"), [{ ...heartbeat({ source: "web" }), seenMs: NOW_MS }]);
      assert.deepEqual(of("agent-2", ODD_TEXT), [{ ...other, seenMs: NOW_MS }]);
    },
  },
  {
    sentence: "heartbeats() keeps those seen at or after seenSinceMs",
    async check(store) {
      await store.saveHeartbeats([heartbeat({ source: "old" })], NOW_MS - 5000);
      await store.saveHeartbeats([heartbeat({ source: "new" })], NOW_MS);
      const sources = async (seenSinceMs: number) =>
        (await store.heartbeats({ seenSinceMs })).map((row) => row.source).sort();
      assert.deepEqual(await sources(NOW_MS - 5000), ["new", "old"]);
      assert.deepEqual(await sources(NOW_MS - 4999), ["new"]);
      assert.deepEqual(await sources(NOW_MS + 1), []);
    },
  },
  {
    sentence: "saveHeartbeats() of one that was seen earlier keeps the newer",
    async check(store) {
      await store.saveHeartbeats([heartbeat({ read: 2 })], NOW_MS);
      await store.saveHeartbeats([heartbeat({ read: 1 })], NOW_MS - 1000);
      assert.deepEqual(await store.heartbeats(), [{ ...heartbeat({ read: 2 }), seenMs: NOW_MS }]);
    },
  },
  {
    sentence: "baselines() gives the rows of one series in a half-open range, in time order",
    async check(store) {
      const rows = [0, 2000, 4000, 6000].map((ms) => baseline({ windowStartMs: START_MS + ms, actual: ms + 0.5 }));
      await store.saveBaselines(rows.toReversed());
      await store.saveBaselines([baseline({ template: "login" }), baseline({ source: "web" })]);
      await store.saveBaselines([]);
      const range = { source: "app", fromMs: START_MS + 2000, toMs: START_MS + 6000 };
      assert.deepEqual(await store.baselines(range), rows.slice(1, 3));
      assert.deepEqual(await store.baselines({ ...range, fromMs: START_MS, template: "login" }), [
        baseline({ template: "login" }),
      ]);
      assert.deepEqual(await store.baselines({ ...range, toMs: range.fromMs }), []);
      assert.deepEqual(await store.baselines({ ...range, source: "none" }), []);
    },
  },
  {
    sentence: "saveBaselines() replaces by source, template and window",
    async check(store) {
      await store.saveBaselines([baseline({ upper: 1 })]);
      await store.saveBaselines([baseline({ upper: 2 })]);
      await store.saveBaselines([baseline({ upper: 2 })]);
      const range = { source: "app", fromMs: START_MS, toMs: START_MS + 2000 };
      assert.deepEqual(await store.baselines(range), [baseline({ upper: 2 })]);
    },
  },
  {
    sentence: "detectorState() gives back what saveDetectorState() was given, replaced by source and template",
    async check(store) {
      const rows = [
        stateRow(),
        stateRow({ template: "login", known: false, baseline: ODD_TEXT }),
        stateRow({ source: "web" }),
      ];
      await store.saveDetectorState(rows);
      await store.saveDetectorState([]);
      assert.deepEqual(sorted(await store.detectorState()), rows);
      const next = stateRow({ lastWindowMs: START_MS + 2000, baseline: "{}", savedMs: START_MS + 4000 });
      await store.saveDetectorState([next]);
      await store.saveDetectorState([next]);
      assert.deepEqual(sorted(await store.detectorState()), [next, rows[1], rows[2]]);
    },
  },
  {
    sentence: "resetDetection() deletes baselines, anomalies and detector state, and nothing else",
    async check(store) {
      await fill(store);
      await store.resetDetection();
      assert.deepEqual(await kept(store), { ...FILLED, baselines: 0, anomalies: 0, detectorState: 0 });
      await fill(store);
      assert.deepEqual(await kept(store), FILLED);
    },
  },
  {
    sentence: "empty() deletes everything, and the store goes on",
    async check(store) {
      await fill(store);
      assert.deepEqual(await kept(store), FILLED);
      await store.labelAnomaly(anomaly().id, "true");
      await store.empty();
      assert.deepEqual(await kept(store), Object.fromEntries(Object.keys(FILLED).map((name) => [name, 0])));
      await fill(store);
      assert.deepEqual(await kept(store), FILLED);
      assert.equal((await store.anomalies())[0].label, null);
    },
  },
  {
    sentence: "prune() keeps what is younger than the retention",
    async check(store) {
      await fill(store);
      await store.prune(NOW_MS);
      assert.deepEqual(await kept(store), FILLED);
    },
  },
];

const FILLED = {
  lines: 7,
  templates: 1,
  samples: 1,
  heartbeats: 1,
  baselines: 1,
  anomalies: 1,
  detectorState: 1,
  replies: 1,
};

async function fill(store: Store): Promise<void> {
  await store.writeCounters(batch([point({ count: 3 }), point({ slotMs: START_MS + HOUR_MS, count: 4 })]), NOW_MS);
  await store.saveTemplates([registeredTemplate()]);
  await store.saveSamples([{ source: "app", template: "login", line: "user anna logged in", atMs: START_MS }]);
  await store.saveHeartbeats([heartbeat()], NOW_MS);
  await store.saveBaselines([baseline()]);
  await store.saveAnomalies([anomaly()]);
  await store.saveDetectorState([stateRow()]);
  await store.rememberReply("key", "reply", NOW_MS);
}

async function kept(store: Store): Promise<Record<string, number>> {
  const range = { source: "app", fromMs: START_MS, toMs: START_MS + 2000 };
  return {
    lines: (await store.templateCounts()).reduce((sum, row) => sum + row.count, 0),
    templates: (await store.templates()).length,
    samples: (await store.samples()).length,
    heartbeats: (await store.heartbeats()).length,
    baselines: (await store.baselines(range)).length,
    anomalies: (await store.anomalies()).length,
    detectorState: (await store.detectorState()).length,
    replies: await store.recallReply("key") === null ? 0 : 1,
  };
}

function baseline(rest: Partial<BaselineRow> = {}): BaselineRow {
  return {
    source: "app",
    template: "*",
    windowStartMs: START_MS,
    actual: 200,
    expected: 199.5,
    lower: 0,
    upper: 241.25,
    ...rest,
  };
}

function sorted<Row extends { readonly source: string; readonly template: string }>(rows: readonly Row[]): Row[] {
  const key = (row: Row) => `${row.source}\n${row.template}`;
  return rows.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
}
