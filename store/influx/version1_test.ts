import assert from "node:assert/strict";
import { survivors } from "../../core/registry/survivors.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Store } from "../store.ts";
import { InfluxConnection } from "./influx_connection.ts";
import { factsBucket } from "./measurements.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";
/** All points of two buckets that the first version has filled, in line protocol. */
import version1 from "./testing/version1.json" with { type: "json" };

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

/** When what is in them was written. */
const THEN_MS = 1_700_000_000_000;

Deno.test({
  name: "openInfluxStore() reads all that the first version has written",
  ignore,
  async fn() {
    await using store = await openOldStore("read");
    const counts = await store.templateCounts({ source: "app" });
    assert.deepEqual(
      counts.map(({ template, level, count }) => `${template} ${level} ${count}`).sort(),
      ["a error 8", "a info 20", "b info 4", "c info 28"],
    );
    const range = { fromMs: THEN_MS, toMs: THEN_MS + 4000, windowMs: 2000 };
    const windows = await store.sourceWindows(range);
    assert.deepEqual(windows.map(({ source, startMs, total }) => [source, startMs - THEN_MS, total]), [
      ["app", 0, 16],
      ["app", 2000, 16],
      ["web", 0, 6],
      ["web", 2000, 6],
    ]);
    assert.deepEqual((await store.baselines({ source: "app", ...range })).map(({ actual }) => actual), [16]);
    assert.deepEqual((await store.anomalies()).map(({ id, label }) => [id, label]), [["a1", "true"]]);
    assert.deepEqual((await store.heartbeats()).map(({ agent, source }) => [agent, source]), [
      ["6f1c2b3a", "app"],
      ["6f1c2b3a", "web"],
    ]);
    assert.deepEqual((await store.samples()).map(({ line }) => line), ["took 5 whole ms"]);
    assert.deepEqual((await store.detectorState()).map(({ baseline }) => baseline), ['{"counts":[1,2]}']);
    assert.equal(await store.recallReply("key"), "reply");
  },
});

Deno.test({
  name: "openInfluxStore() settles the first version's lineage, and goes on with its counters",
  ignore,
  async fn() {
    await using store = await openOldStore("settle");
    const rows = await store.templates();
    assert.deepEqual([...survivors(rows.filter(({ source }) => source === "app"))], [["a", "c"], ["b", "c"]]);
    const point = { source: "app", host: "node-1", level: "info", mode: "live" as const, template: "a", count: 5 };
    for (const [number, slotMs] of [[0, THEN_MS], [4, THEN_MS + 4000]] as const) {
      const batch = { agent: "6f1c2b3a", number, points: [{ ...point, slotMs }], templates: [], samples: [] };
      await store.writeCounters(batch, THEN_MS);
    }
    const counts = await store.templateCounts({ source: "app" });
    assert.equal(counts.find(({ template, level }) => template === "a" && level === "info")?.count, 25);
  },
});

/** A store on buckets as the first version has left them. */
async function openOldStore(bucket: string): Promise<Store> {
  const made = await influx.openStore({ bucket });
  const { url, token, org } = influx.server();
  const connection = new InfluxConnection({
    url,
    token,
    org,
    buckets: { counters: bucket, facts: factsBucket(bucket) },
  });
  for (const role of ["counters", "facts"] as const) await connection.write(role, version1[role]);
  const store = await influx.openStore({ bucket });
  return Object.assign(store, { [Symbol.asyncDispose]: () => made[Symbol.asyncDispose]() });
}
