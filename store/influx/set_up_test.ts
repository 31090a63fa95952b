import assert from "node:assert/strict";
import { InfluxDB } from "@influxdata/influxdb-client";
import { type Bucket, BucketsAPI, OrgsAPI } from "@influxdata/influxdb-client-apis";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { StoreRefusedError } from "../store_errors.ts";
import { batch, HOUR_MS, NOW_MS, point } from "../testing/contract_fixtures.ts";
import { openInfluxStore } from "./influx_store.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";
import { leastRightsToken } from "./testing/least_rights.ts";

const ignore = !await needsInflux("store/influx, set-up");
const influx = influxForTests({ ignore });

test("creates both buckets, one with the retention, and a second start changes nothing", async () => {
  const options = { bucket: "twice", retentionMs: 30 * 24 * HOUR_MS };
  await using _ = await influx.openStore(options);
  const before = await buckets("twice");
  assert.deepEqual(before.map(({ name, retentionRules }) => [name, retentionRules[0]?.everySeconds ?? 0]), [
    ["twice", 30 * 24 * 3600],
    ["twice_facts", 0],
  ]);
  await openInfluxStore({ ...influx.server(), ...options });
  await openInfluxStore({ ...influx.server(), ...options, retentionMs: HOUR_MS });
  assert.deepEqual(await buckets("twice"), before);
});

test("started by several processes at once creates each bucket once", async () => {
  const options = { ...influx.server(), bucket: "race", retentionMs: HOUR_MS };
  await Promise.all([1, 2, 3, 4].map(() => openInfluxStore(options)));
  assert.equal((await buckets("race")).length, 2);
});

test("creates a missing organisation", async () => {
  await openInfluxStore({ ...influx.server(), org: "new org", bucket: "b", retentionMs: Infinity });
  const { orgs = [] } = await new OrgsAPI(client()).getOrgs({ org: "new org" });
  assert.equal(orgs.length, 1);
});

test("works with a token that may read and write the two buckets, and with no less", async () => {
  const options = { ...influx.server(), bucket: "least", retentionMs: Infinity };
  await openInfluxStore(options);
  const { token } = await leastRightsToken(influx.server(), { bucket: "least", description: "test" });
  const store = await openInfluxStore({ ...options, token });
  await store.writeCounters(batch([point()]), NOW_MS);
  await store.resetDetection();
  assert.equal((await store.templateCounts()).length, 1);
  const reader = await leastRightsToken(influx.server(), { bucket: "least", description: "reads", write: false });
  const viewer = await openInfluxStore({ ...options, token: reader.token });
  assert.equal((await viewer.templateCounts()).length, 1);
  await assert.rejects(viewer.writeCounters(batch([point()]), NOW_MS), /may read and write buckets "least"/);
});

test("refuses a missing bucket that it must not or cannot create", async () => {
  const options = { ...influx.server(), retentionMs: Infinity };
  await assert.rejects(
    openInfluxStore({ ...options, bucket: "absent", createBuckets: false }),
    refused(/"absent_facts"/),
  );
  await openInfluxStore({ ...options, bucket: "there" });
  const { token } = await leastRightsToken(influx.server(), { bucket: "there", description: "least" });
  await assert.rejects(openInfluxStore({ ...options, token, bucket: "absent" }), refused(/absent_facts|INFLUX_TOKEN/));
  assert.deepEqual(await buckets("absent"), []);
});

test("keeps to the shorter of its own retention and the bucket's", async () => {
  await using _ = await influx.openStore({ bucket: "short", retentionMs: HOUR_MS });
  const store = await openInfluxStore({ ...influx.server(), bucket: "short", retentionMs: Infinity });
  const points = [point({ slotMs: NOW_MS - 3 * HOUR_MS, count: 3 }), point({ slotMs: NOW_MS, count: 4 })];
  const { stored, rejected } = await store.writeCounters(batch(points), NOW_MS);
  assert.deepEqual({ stored, rejected }, { stored: 4, rejected: 3 });
});

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `openInfluxStore() ${name}`, ignore, fn });
}

function client(): InfluxDB {
  return new InfluxDB({ url: influx.server().url, token: influx.server().token });
}

async function buckets(name: string): Promise<Bucket[]> {
  const { buckets = [] } = await new BucketsAPI(client()).getBuckets({ org: influx.server().org, limit: 100 });
  return buckets.filter((bucket) => bucket.name === name || bucket.name === `${name}_facts`)
    .sort((a, b) => a.name < b.name ? -1 : 1);
}

function refused(message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreRefusedError, String(error));
    assert.match(error.message, message);
    return true;
  };
}
