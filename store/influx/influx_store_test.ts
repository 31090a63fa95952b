import assert from "node:assert/strict";
import { flux, InfluxDB } from "@influxdata/influxdb-client";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Store } from "../store.ts";
import {
  anomaly,
  batch,
  heartbeat,
  HOUR_MS,
  NOW_MS,
  point,
  registeredTemplate,
  START_MS,
  stateRow,
} from "../testing/contract_fixtures.ts";
import { emptyInfluxStore } from "./empty_influx_store.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

const LINE_ENDS = "first\nsecond\r\nthird\ttab\\";

test("keeps texts with line ends as they are", async () => {
  await using store = await influx.openStore();
  const row = registeredTemplate({ source: LINE_ENDS, text: LINE_ENDS, sample: LINE_ENDS });
  await store.saveTemplates([row]);
  assert.deepEqual(await store.templates({ source: LINE_ENDS }), [row]);
  await store.rememberReply(LINE_ENDS, LINE_ENDS, NOW_MS);
  assert.equal(await store.recallReply(LINE_ENDS), LINE_ENDS);
  await store.writeCounters(batch([point({ source: LINE_ENDS, template: LINE_ENDS })]), NOW_MS);
  const range = { fromMs: START_MS, toMs: START_MS + 2_000, windowMs: 2_000 };
  const windows = await store.sourceWindows({ sources: [LINE_ENDS], ...range });
  assert.deepEqual(windows.map(({ counts }) => [...counts.keys()]), [[LINE_ENDS]]);
  await store.saveAnomalies([anomaly({ source: LINE_ENDS, text: LINE_ENDS })]);
  assert.equal(await store.labelAnomaly("a1", "true"), true);
  assert.deepEqual(await store.anomalies(), [anomaly({ source: LINE_ENDS, text: LINE_ENDS, label: "true" })]);
});

test("prune() removes templates and lines that no counter and no other template refers to", async () => {
  const retentionMs = 10 * 24 * HOUR_MS, longAgoMs = NOW_MS - 2 * retentionMs, lastMs = NOW_MS - HOUR_MS;
  await using store = await influx.openStore({ retentionMs });
  const save = async (id: string, updatedMs: number, more: { readonly replacedBy?: string } = {}) => {
    await store.saveTemplates([
      registeredTemplate({ source: 'w"\\s', id, firstSeenMs: longAgoMs, updatedMs, ...more }),
    ]);
    await store.saveSamples([{ source: 'w"\\s', template: id, line: id, atMs: updatedMs }]);
  };
  for (const id of ["unused", "used", "survivor"]) await save(id, longAgoMs);
  await save("replaced", lastMs, { replacedBy: "survivor" });
  await save("young", lastMs);
  await store.writeCounters(batch([point({ source: 'w"\\s', template: "used", slotMs: lastMs })]), NOW_MS);
  await store.prune(NOW_MS);
  const kept = ["replaced", "survivor", "used", "young"];
  assert.deepEqual((await store.templates()).map(({ id }) => id), kept);
  assert.deepEqual((await store.samples()).map(({ template }) => template).sort(), kept);
  assert.deepEqual(await store.countTemplates(), [{ source: 'w"\\s', count: 3 }]);
});

test("resetDetection() and emptyInfluxStore() leave other tools' points in a shared bucket alone", async () => {
  await using store = await influx.openStore({ bucket: "shared" });
  await store.writePoints([{
    measurement: "cpu",
    tags: new Map([["host", "node-1"]]),
    fields: new Map([["load", { kind: "float", value: 0.5 }]]),
    timeNs: BigInt(NOW_MS) * 1_000_000n,
  }]);
  await fill(store);
  await store.resetDetection();
  assert.deepEqual(await measurements("shared"), ["cpu", "log_counts"]);
  const facts = ["labels", "replies", "samples", "sum_states", "templates"];
  assert.deepEqual(await measurements("shared_facts"), facts);
  await emptyInfluxStore({ ...influx.server(), bucket: "shared", retentionMs: Infinity });
  assert.deepEqual(await measurements("shared"), ["cpu"]);
  assert.deepEqual(await measurements("shared_facts"), []);
});

test("two stores in one InfluxDB keep apart", async () => {
  await using one = await influx.openStore();
  await using two = await influx.openStore({ bucket: "second" });
  await fill(one);
  await emptyInfluxStore({ ...influx.server(), bucket: "second", retentionMs: Infinity });
  assert.equal((await one.templateCounts()).length, 1);
  assert.deepEqual(await two.templateCounts(), []);
});

test("prune() deletes replies of days that are over for more than a day", async () => {
  await using store = await influx.openStore();
  await store.rememberReply("old", "1", NOW_MS - 72 * HOUR_MS);
  await store.rememberReply("day", "2", NOW_MS - 23 * HOUR_MS);
  await store.prune(NOW_MS);
  assert.deepEqual([await store.recallReply("old"), await store.recallReply("day")], [null, "2"]);
});

test("prune() deletes heartbeats of agents that were last seen before the retention", async () => {
  await using store = await influx.openStore({ retentionMs: 24 * HOUR_MS });
  await store.saveHeartbeats([heartbeat({ agent: "gone", source: "C:/logs, old" })], NOW_MS - 2 * HOUR_MS);
  await store.saveHeartbeats([heartbeat({ agent: "here" })], NOW_MS);
  await store.prune(NOW_MS + 23 * HOUR_MS);
  assert.deepEqual((await store.heartbeats()).map(({ agent }) => agent), ["here"]);
});

test("the bucket without retention does not grow with what is said again", async () => {
  await using store = await influx.openStore({ bucket: "level" });
  const samples = Array.from(
    { length: 40 },
    (_, i) => ({ source: "app", template: "a", line: `${i}`, atMs: START_MS + i }),
  );
  for (const sample of samples) {
    await store.saveTemplates([registeredTemplate()]);
    await store.saveDetectorState([stateRow({ savedMs: sample.atMs })]);
    await store.saveSamples([sample]);
    await store.saveHeartbeats([heartbeat()], NOW_MS + 1000 * (sample.atMs - START_MS));
  }
  const records = flux`from(bucket: "level_facts") |> range(start: 0) |> filter(fn: (r) => r._field == "record")
  |> group(columns: ["_measurement"]) |> count() |> group() |> sort(columns: ["_measurement"])`;
  assert.deepEqual(await query(records, (row) => [row._measurement, row._value]), [
    ["detector_state", 1],
    ["heartbeats", 2],
    ["samples", 5],
    ["templates", 1],
  ]);
});

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `openInfluxStore(): ${name}`, ignore, fn });
}

async function fill(store: Store): Promise<void> {
  await store.writeCounters(batch([point()]), NOW_MS);
  await store.saveTemplates([registeredTemplate()]);
  await store.saveSamples([{ source: "app", template: "login", line: "user anna logged in", atMs: START_MS }]);
  await store.saveBaselines([
    { source: "app", template: "*", windowStartMs: START_MS, actual: 1, expected: 1, lower: 0, upper: 2 },
  ]);
  await store.saveAnomalies([anomaly()]);
  await store.labelAnomaly("a1", "true");
  await store.saveDetectorState([stateRow()]);
  await store.rememberReply("key", "reply", NOW_MS);
}

async function measurements(bucket: string): Promise<string[]> {
  const list = flux`import "influxdata/influxdb/schema"
schema.measurements(bucket: ${bucket}, start: 1970-01-01T00:00:00Z, stop: 2100-01-01T00:00:00Z)`;
  return (await query(list, (row) => String(row._value))).sort();
}

async function query<Row>(text: ReturnType<typeof flux>, read: (row: Record<string, unknown>) => Row): Promise<Row[]> {
  const { url, token, org } = influx.server();
  const api = new InfluxDB({ url, token }).getQueryApi(org);
  return await api.collectRows(text, (values, table) => read(table.toObject(values)));
}
