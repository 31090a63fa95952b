import assert from "node:assert/strict";
import { flux, InfluxDB } from "@influxdata/influxdb-client";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Store } from "../store.ts";
import { batch, MINUTE_MS, point } from "../testing/contract_fixtures.ts";
import { SETTLED_MS } from "./count_sums.ts";
import { STRETCH_MS, stretchOf } from "./late_marks.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });
/** A whole stretch's start, so long ago that all of the tests' time has passed. */
const BEGIN_MS = stretchOf(Date.now() - 48 * 60 * MINUTE_MS);

test("sumCounters() adds up every stretch that is over, by source, template, level and mode, and no other", async () => {
  await using store = await influx.openStore({ bucket: "plain" });
  const at = (minutes: number, rest: Partial<CounterPoint> = {}) =>
    point({ slotMs: BEGIN_MS + minutes * MINUTE_MS, ...rest });
  await store.sumCounters(BEGIN_MS);
  await write(store, [at(1, { count: 2 }), at(2, { count: 3, host: "node-2" }), at(3, { level: "error" })], 10);
  await write(store, [at(31, { count: 5, mode: "backlog" }), at(41)], 41);
  await store.sumCounters(BEGIN_MS + 42 * MINUTE_MS);
  assert.deepEqual(await sums("plain"), ["0 app login error live 1", "0 app login info live 5"]);
  assert.deepEqual(await taken("plain"), [0, 1, 2], "the fourth was over two minutes before");
  await store.sumCounters(BEGIN_MS + 53 * MINUTE_MS);
  assert.deepEqual((await sums("plain")).slice(2), ["3 app login info backlog 5", "4 app login info live 1"]);
  assert.deepEqual(await taken("plain"), [0, 1, 2, 3, 4]);
});

test("a stretch into which something comes late is not taken until it was added up again", async () => {
  await using store = await influx.openStore({ bucket: "late" });
  const at = (minutes: number) => point({ slotMs: BEGIN_MS + minutes * MINUTE_MS });
  await write(store, [at(1), at(11)], 12);
  await store.sumCounters(BEGIN_MS + 30 * MINUTE_MS);
  assert.deepEqual(await taken("late"), [0, 1]);
  await write(store, [at(2)], 31);
  assert.deepEqual(await taken("late"), [1]);
  await store.sumCounters(BEGIN_MS + 32 * MINUTE_MS);
  assert.deepEqual(await taken("late"), [1], "more may come that is under way");
  await store.sumCounters(BEGIN_MS + 34 * MINUTE_MS);
  assert.deepEqual(await taken("late"), [0, 1, 2]);
  assert.deepEqual(await sums("late"), ["0 app login info live 2", "1 app login info live 1"]);
  await write(store, [at(3)], 35);
  assert.deepEqual(await taken("late"), [1, 2], "and what comes soon after");
});

test("what is older than all that was there is added up too", async () => {
  await using store = await influx.openStore({ bucket: "older" });
  await write(store, [point({ slotMs: BEGIN_MS + 30 * MINUTE_MS })], 31);
  await store.sumCounters(BEGIN_MS + 44 * MINUTE_MS);
  await write(store, [point({ slotMs: BEGIN_MS, mode: "history" })], 45);
  await store.sumCounters(BEGIN_MS + 50 * MINUTE_MS);
  assert.deepEqual(await sums("older"), ["0 app login info history 1", "3 app login info live 1"]);
  assert.deepEqual(await taken("older"), [0, 1, 2, 3]);
});

test("whatever is written and added up when, by several apis whose clocks differ, a sum that is taken is that of the counters", async () => {
  await using one = await influx.openStore({ bucket: "random" });
  await using two = await influx.openStore({ bucket: "random" });
  const random = generator(7);
  let ms = BEGIN_MS;
  const counted = new Map<number, number>();
  for (let number = 1; number <= 120; number++) {
    ms += random(90_000);
    const [store, clockMs] = random(2) === 0 ? [one, ms] : [two, ms + 40_000];
    // A third late, and now and then as a file's past.
    const slotMs = random(3) === 0 ? Math.max(BEGIN_MS, ms - random(4 * STRETCH_MS)) : ms;
    const count = 1 + random(9);
    await store.writeCounters(batch([point({ slotMs, count })], { number }), clockMs);
    counted.set(stretchOf(slotMs), (counted.get(stretchOf(slotMs)) ?? 0) + count);
    if (random(3) === 0) await (random(2) === 0 ? one.sumCounters(ms) : two.sumCounters(ms + 40_000));
    if (number % 6 > 0) continue;
    const summed = new Map(
      (await sums("random")).map((row) => row.split(" ")).map((row) => [Number(row[0]), Number(row[5])]),
    );
    for (const i of await taken("random")) {
      assert.equal(
        summed.get(i) ?? 0,
        counted.get(BEGIN_MS + i * STRETCH_MS) ?? 0,
        `stretch ${i} after ${number} writes`,
      );
    }
  }
  await one.sumCounters(ms + 60 * MINUTE_MS);
  assert.equal(
    (await taken("random")).length,
    Math.floor((ms + 57 * MINUTE_MS - BEGIN_MS) / STRETCH_MS),
    "all in the end",
  );
});

function write(store: Store, points: readonly CounterPoint[], minutes: number) {
  return store.writeCounters(batch(points, { number: minutes }), BEGIN_MS + minutes * MINUTE_MS);
}

/** Stored sums: number of the stretch, source, template, level, mode, count. */
async function sums(bucket: string): Promise<string[]> {
  const rows = await query(
    flux`from(bucket: ${bucket}) |> range(start: 0) |> filter(fn: (r) => r._measurement == "count_sums") |> group()`,
    (row) => `${nthOf(row)} ${row.source} ${row.template} ${row.level} ${row.mode} ${row._value}`,
  );
  return rows.sort();
}

/** Numbers of the stretches of which a reader takes the sums. */
async function taken(bucket: string): Promise<number[]> {
  const states = new Map<number, Record<string, number>>();
  await query(
    flux`from(bucket: ${`${bucket}_facts`}) |> range(start: 0) |> filter(fn: (r) => r._measurement == "sum_states") |> group()`,
    (row) => states.set(nthOf(row), { ...states.get(nthOf(row)), [String(row._field)]: Number(row._value) }),
  );
  const isTaken = ({ summed = -Infinity, late = -Infinity }: Record<string, number>) => summed > late + SETTLED_MS;
  return [...states].filter(([, state]) => isTaken(state)).map(([nth]) => nth).sort((a, b) => a - b);
}

function nthOf(row: Record<string, unknown>): number {
  return (Date.parse(String(row._time)) - BEGIN_MS) / STRETCH_MS;
}

async function query<Row>(text: ReturnType<typeof flux>, read: (row: Record<string, unknown>) => Row): Promise<Row[]> {
  const { url, token, org } = influx.server();
  const api = new InfluxDB({ url, token }).getQueryApi(org);
  return await api.collectRows(text, (values, table) => read(table.toObject(values)));
}

/** Whole numbers below a limit, the same every time. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 2_147_483_648 * below);
  };
}

function test(name: string, fn: () => Promise<void>) {
  Deno.test({ name: `InfluxDB store: ${name}`, ignore, fn });
}
