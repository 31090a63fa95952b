import assert from "node:assert/strict";
import { InfluxDB } from "@influxdata/influxdb-client";
import { AuthorizationsAPI } from "@influxdata/influxdb-client-apis";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Store } from "../store.ts";
import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";
import { batch, HOUR_MS, NOW_MS, point, SECOND_MS, START_MS } from "../testing/contract_fixtures.ts";
import { openInfluxStore } from "./influx_store.ts";
import { FaultyProxy } from "./testing/faulty_proxy.ts";
import { influxForTests, ownInflux, removeBuckets } from "./testing/influx_for_tests.ts";
import { leastRightsToken } from "./testing/least_rights.ts";

const ignore = !await needsInflux("store/influx, faults");
const influx = influxForTests({ ignore });

test("counters are exact after InfluxDB was killed with -9 during writes", async () => {
  await using server = await ownInflux();
  const store = await openInfluxStore({ ...server, bucket: "faults", retentionMs: Infinity });
  const batches = Array.from({ length: 300 }, (_, number) => batchOfItsOwnTemplate(number));
  const acknowledged = new Set<string>();
  const failures: unknown[] = [];
  let killed: Promise<void> | undefined;
  const rest = [...batches];
  const writers = Array.from({ length: 8 }, async () => {
    for (let each = rest.pop(); each; each = rest.pop()) {
      const { template } = each.points[0];
      await store.writeCounters(each, NOW_MS).then(() => acknowledged.add(template), (error) => failures.push(error));
      if (acknowledged.size >= 100) killed ??= server.kill9();
    }
  });
  await Promise.all(writers);
  await killed;
  await server.restart();
  assert.ok(acknowledged.size >= 100 && failures.length > 0, `${acknowledged.size} written, ${failures.length} failed`);
  assert.ok(failures.every((error) => error instanceof StoreUnavailableError), String(failures[0]));
  const kept = new Map((await store.templateCounts()).map(({ template, count }) => [template, count]));
  for (const { number, points: [{ template }] } of batches) {
    // A write that was under way may have been stored without its answer.
    const wanted = acknowledged.has(template) ? [3 * (number + 1)] : [3 * (number + 1), undefined];
    assert.ok(wanted.includes(kept.get(template)), `${template}: ${kept.get(template)}`);
  }
  for (const each of batches) await store.writeCounters(each, NOW_MS);
  assert.equal(await lines(store), 3 * (300 * 301) / 2);
});

test("a stopped InfluxDB is unavailable in words that name the remedy, and the same call goes through later", async () => {
  await using server = await ownInflux();
  const options = { ...server, bucket: "faults", retentionMs: Infinity };
  const store = await openInfluxStore(options);
  await server.stop();
  await assert.rejects(store.writeCounters(batch([point()]), NOW_MS), unavailable(/write counters.*start InfluxDB/));
  await assert.rejects(store.heartbeats(), unavailable(/read store.*INFLUX_URL/));
  await assert.rejects(store.health(), unavailable(/start InfluxDB/));
  await assert.rejects(openInfluxStore(options), unavailable(/open store.*start InfluxDB/));
  await server.restart();
  await store.writeCounters(batch([point()]), NOW_MS);
  assert.equal(await lines(store), 1);
});

test("a wrong token is refused at the start, and waited for later", async () => {
  await assert.rejects(influx.openStore({ token: "wrong" }), (error) => {
    return error instanceof StoreRefusedError && /INFLUX_TOKEN/.test(error.message);
  });
  await using first = await influx.openStore({ bucket: "tokens" });
  const { id, token } = await leastRightsToken(influx.server(), { bucket: "tokens", description: "to be removed" });
  const store = await openInfluxStore({ ...influx.server(), bucket: "tokens", token, retentionMs: Infinity });
  await store.writeCounters(batch([point()]), NOW_MS);
  await new AuthorizationsAPI(new InfluxDB(influx.server())).deleteAuthorizationsID({ authID: id });
  await assert.rejects(
    store.writeCounters(batch([point()], { number: 1 }), NOW_MS),
    unavailable(/INFLUX_TOKEN.*"tokens"/),
  );
  await assert.rejects(store.templates(), unavailable(/INFLUX_TOKEN/));
  assert.equal(await lines(first), 1);
});

test("a deleted bucket is named, nothing is dropped, and writing goes on once it is back", async () => {
  await using store = await influx.openStore({ bucket: "gone" });
  await removeBuckets(influx.server(), ["gone", "gone_facts"]);
  await assert.rejects(store.writeCounters(batch([point()]), NOW_MS), unavailable(/create "gone" and "gone_facts"/));
  await assert.rejects(store.sourceWindows(WINDOW), unavailable(/create "gone"/));
  await assert.rejects(store.saveAnomalies([]).then(() => store.detectorState()), unavailable(/"gone_facts"/));
  await using again = await influx.openStore({ bucket: "gone" });
  await store.writeCounters(batch([point()]), NOW_MS);
  assert.equal(await lines(again), 1);
});

test("a query that gets no answer ends in time", async () => {
  await using proxy = new FaultyProxy(influx.server().url);
  await using store = await influx.openStore({ url: proxy.url, timeoutMs: 300 });
  proxy.fault = "hang";
  const startMs = performance.now();
  await assert.rejects(store.sourceWindows(WINDOW), unavailable(/did not answer in time/));
  await assert.rejects(store.writeCounters(batch([point()]), NOW_MS), unavailable(/did not answer in time/));
  assert.ok(performance.now() - startMs < 3_000);
  proxy.fault = "none";
  assert.deepEqual(await store.sourceWindows(WINDOW), []);
});

test("a write whose answer is lost counts once when it is sent again", async () => {
  await using proxy = new FaultyProxy(influx.server().url);
  await using store = await influx.openStore({ url: proxy.url, timeoutMs: 300 });
  proxy.fault = "drop answer";
  await assert.rejects(store.writeCounters(batch([point({ count: 5 })]), NOW_MS), unavailable(/in time/));
  proxy.fault = "none";
  await store.writeCounters(batch([point({ count: 5 })]), NOW_MS);
  assert.equal(await lines(store), 5);
});

test("a busy InfluxDB's Retry-After is handed on", async () => {
  await using proxy = new FaultyProxy(influx.server().url);
  await using store = await influx.openStore({ url: proxy.url });
  for (const status of [429, 503]) {
    proxy.fault = { status, headers: { "retry-after": "7" } };
    await assert.rejects(
      store.writeCounters(batch([point()]), NOW_MS),
      (error) => error instanceof StoreUnavailableError && error.retryAfterMs === 7_000,
    );
  }
});

test("points that only InfluxDB's clock finds too old are counted as rejected", async () => {
  await using store = await influx.openStore({ retentionMs: HOUR_MS });
  const now = Date.now();
  const points = [
    point({ slotMs: now - 150 * 60 * SECOND_MS, count: 1 }),
    point({ slotMs: now - 90 * 60 * SECOND_MS, count: 2 }),
    point({ slotMs: now - 80 * 60 * SECOND_MS, count: 4 }),
    point({ slotMs: now - 60 * SECOND_MS, count: 8 }),
  ];
  // The api's clock is an hour behind: of its own it would leave out the first point alone.
  const { reason, ...outcome } = await store.writeCounters(batch(points), now - HOUR_MS);
  assert.deepEqual(outcome, { stored: 8, rejected: 7 });
  assert.match(reason ?? "", /retention/);
  assert.equal(await lines(store), 8);
});

const WINDOW = { source: "app", fromMs: START_MS, toMs: START_MS + 2_000, windowMs: 2_000 };

function test(name: string, fn: () => Promise<void>): void {
  Deno.test({ name: `openInfluxStore(): ${name}`, ignore, fn });
}

function batchOfItsOwnTemplate(number: number): CounterBatch {
  const of = { template: `t${number}`, count: number + 1 };
  return batch([1, 2, 3].map((second) => point({ ...of, slotMs: START_MS + second * SECOND_MS })), { number });
}

function unavailable(message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreUnavailableError, String(error));
    assert.match(error.message, message);
    return true;
  };
}

async function lines(store: Store): Promise<number> {
  return (await store.templateCounts()).reduce((sum, { count }) => sum + count, 0);
}
