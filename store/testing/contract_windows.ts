import assert from "node:assert/strict";
import type { CounterStore } from "../ports/counters.ts";
import type { WindowQuery, WindowStore } from "../ports/windows.ts";
import { batch, type ContractCase, NOW_MS, point, SECOND_MS, START_MS } from "./contract_fixtures.ts";

const WINDOW_MS = 2000;

/** Four windows from `START_MS` on. */
const QUERY: WindowQuery = {
  source: "app",
  fromMs: START_MS,
  toMs: START_MS + 4 * WINDOW_MS,
  windowMs: WINDOW_MS,
};

const { source: _, ...RANGE } = QUERY;

/** Windows and their statistics. */
export const WINDOW_CASES: readonly ContractCase<CounterStore & WindowStore>[] = [
  {
    sentence: "sourceWindows() takes a range's start and leaves out its end",
    async check(store) {
      const points = [-1, 0, 7, 8].map((second, i) => at(second, { count: 10 ** i }));
      await store.writeCounters(batch(points), NOW_MS);
      assert.deepEqual((await store.sourceWindows(RANGE)).map(({ total }) => total), [10, 100]);
    },
  },
  {
    sentence: "sourceWindows() sees a late point in its own window",
    async check(store) {
      await store.writeCounters(batch([at(6, { count: 1 })], { number: 0 }), NOW_MS);
      await store.writeCounters(batch([at(0, { count: 2 })], { number: 1 }), NOW_MS);
      await store.writeCounters(batch([at(6, { count: 4 })], { number: 2 }), NOW_MS);
      const windows = await store.sourceWindows(RANGE);
      assert.deepEqual(windows.map(({ startMs, total }) => [startMs - START_MS, total]), [[0, 2], [6000, 5]]);
    },
  },
  {
    sentence: "sourceWindows() counts a batch that is written twice once, and both batches of one slot",
    async check(store) {
      const first = batch([at(0, { count: 3 })], { number: 0 });
      await store.writeCounters(first, NOW_MS);
      await store.writeCounters(batch([at(0, { count: 4 })], { number: 1 }), NOW_MS);
      await store.writeCounters(first, NOW_MS);
      assert.deepEqual((await store.sourceWindows(RANGE)).map(({ total }) => total), [7]);
    },
  },
  {
    sentence: "windowStatistics() adds a replaced template's counts to the surviving one",
    async check(store) {
      const points = [
        at(0, { template: "old", count: 2 }),
        at(0, { template: "new", count: 3 }),
        at(2, { template: "older", count: 5 }),
        at(2, { template: "other", count: 1 }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      const lineage = new Map([["old", "new"], ["older", "new"], ["gone", "other"]]);
      const rows = await store.windowStatistics({ ...QUERY, lineage, toMs: START_MS + 2 * WINDOW_MS });
      assert.deepEqual(rows.find((row) => row.template === "new"), { template: "new", windows: 2, mean: 5, stddev: 0 });
      assert.deepEqual(rows.map((row) => row.template).sort(), ["*", "new", "other"]);
    },
  },
  {
    sentence: "sourceWindows() and windowStatistics() have no row where there is no live line",
    async check(store) {
      const points = [at(0, { mode: "backlog", count: 9 }), at(-1, { count: 9 }), at(8, { count: 9 })];
      await store.writeCounters(batch(points), NOW_MS);
      assert.deepEqual(await store.sourceWindows(RANGE), []);
      for (const query of [QUERY, { ...QUERY, source: "none" }, { ...QUERY, toMs: START_MS }]) {
        assert.deepEqual(await store.windowStatistics(query), []);
      }
    },
  },
  {
    sentence: "windowStatistics() refuses an unaligned range with a RangeError",
    async check(store) {
      for (const wrong of [{ fromMs: START_MS + 1000 }, { toMs: START_MS + 7000 }, { windowMs: 7000 }]) {
        await assert.rejects(store.windowStatistics({ ...QUERY, ...wrong }), RangeError);
      }
      assert.deepEqual(await store.windowStatistics({ ...QUERY, windowMs: 4000 }), []);
    },
  },
  {
    sentence:
      "sourceWindows() adds up live lines of many sources per window, with lines of level error and above, and of known hosts",
    async check(store) {
      const points = [
        at(2, { template: "b", count: 5 }),
        at(0, { template: "a", count: 1 }),
        at(1, { template: "a", count: 2 }),
        at(1, { template: "a", host: "node-2", level: "error", count: 3 }),
        at(0, { template: "a", level: "fatal", count: 10 }),
        at(1, { template: "a", mode: "backlog", level: "error", count: 100 }),
        at(7, { template: "a", source: 'we"b, =', level: "warn", count: 1000 }),
        at(-1, { count: 7 }),
        at(8, { count: 7 }),
        at(3, { source: "lagging", mode: "backlog" }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      await store.writeCounters(batch([at(1, { template: "c", count: 4 })], { number: 1 }), NOW_MS);
      const app = [
        {
          source: "app",
          startMs: START_MS,
          counts: new Map([["a", 16], ["c", 4]]),
          total: 20,
          errors: new Map([["a", 13]]),
          fatals: new Map([["a", 10]]),
          hosts: new Map([["node-2", 3]]),
        },
        {
          source: "app",
          startMs: START_MS + 2000,
          counts: new Map([["b", 5]]),
          total: 5,
          errors: NONE,
          fatals: NONE,
          hosts: NONE,
        },
      ];
      const web = {
        source: 'we"b, =',
        startMs: START_MS + 6000,
        counts: new Map([["a", 1000]]),
        total: 1000,
        errors: NONE,
        fatals: NONE,
        hosts: NONE,
      };
      assert.deepEqual(await store.sourceWindows(RANGE), [...app, web]);
      assert.deepEqual(await store.sourceWindows({ ...RANGE, sources: ["app", "none"] }), app);
      assert.deepEqual(await store.sourceWindows({ ...RANGE, sources: [web.source, "lagging"] }), [web]);
      assert.deepEqual(await store.sourceWindows({ ...RANGE, sources: [] }), []);
    },
  },
  {
    sentence: "sourceWindows() picks out of very many sources those that are wanted",
    async check(store) {
      const names = Array.from({ length: 150 }, (_, i) => `source ${1000 + i}`);
      await store.writeCounters(batch(names.map((source) => at(0, { source }))), NOW_MS);
      const range = { fromMs: START_MS, toMs: START_MS + WINDOW_MS, windowMs: WINDOW_MS };
      for (const sources of [names.slice(0, 149), names.slice(140)]) {
        const windows = await store.sourceWindows({ ...range, sources });
        assert.deepEqual(windows.map(({ source }) => source), sources);
      }
    },
  },
  {
    sentence: "sourceWindows() refuses an unaligned range with a RangeError",
    async check(store) {
      for (const wrong of [{ fromMs: START_MS + 1000 }, { toMs: START_MS + 7000 }, { windowMs: 7000 }]) {
        await assert.rejects(store.sourceWindows({ ...QUERY, ...wrong }), RangeError);
      }
      assert.deepEqual(await store.sourceWindows({ ...QUERY, toMs: START_MS }), []);
    },
  },
  {
    sentence: "no window but those of pastWindows() has lines of the past",
    async check(store) {
      await store.writeCounters(batch([at(0, { mode: "history", count: 9 })]), NOW_MS);
      assert.deepEqual(await store.windowStatistics(QUERY), []);
      assert.deepEqual(await store.sourceWindows({ ...QUERY, sources: ["app"] }), []);
    },
  },
  {
    sentence: "pastWindows() adds up a source's live and past lines per window, with lines of level error and above",
    async check(store) {
      const points = [
        at(0, { template: "a", mode: "history", count: 5 }),
        at(0, { template: "a", host: "node-2", mode: "history", level: "error", count: 2 }),
        at(59, { template: "a", count: 3 }),
        at(1, { template: "b", level: "fatal", count: 4 }),
        at(2, { template: "b", mode: "backlog", count: 100 }),
        at(2, { source: "web", mode: "history", count: 100 }),
        at(180, { template: "c", mode: "history", count: 1 }),
        at(-1, { mode: "history", count: 100 }),
        at(240, { mode: "history", count: 100 }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      await store.writeCounters(batch([at(0, { template: "a", mode: "history", count: 7 })], { number: 1 }), NOW_MS);
      const query = { source: "app", fromMs: START_MS, toMs: START_MS + 240 * SECOND_MS, windowMs: 60 * SECOND_MS };
      const first = {
        source: "app",
        startMs: START_MS,
        counts: new Map([["a", 17], ["b", 4]]),
        total: 21,
        errors: new Map([["a", 2], ["b", 4]]),
        fatals: new Map([["b", 4]]),
        hosts: new Map([["node-2", 2]]),
      };
      const last = { ...first, startMs: START_MS + 180 * SECOND_MS, total: 1, errors: NONE, fatals: NONE, hosts: NONE };
      assert.deepEqual(await store.pastWindows(query), [first, { ...last, counts: new Map([["c", 1]]) }]);
      assert.deepEqual(await store.pastWindows({ ...query, source: "none" }), []);
      assert.deepEqual(await store.pastWindows({ ...query, toMs: START_MS }), []);
      await assert.rejects(store.pastWindows({ ...query, fromMs: START_MS + 1 }), RangeError);
    },
  },
  {
    sentence: "windowStatistics() counts a window without lines as 0",
    async check(store) {
      const points = [
        at(0, { template: "a", count: 2 }),
        at(1, { template: "a", count: 4 }),
        at(5, { template: "a", count: 2 }),
        at(3, { template: "b", count: 4 }),
        at(3, { template: "b", mode: "backlog", count: 400 }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      const rows = (await store.windowStatistics(QUERY)).toSorted((a, b) => a.template < b.template ? -1 : 1);
      assert.deepEqual(rows.map((row) => [row.template, row.windows, row.mean]), [["*", 4, 3], ["a", 4, 2], [
        "b",
        4,
        1,
      ]]);
      assertClose(rows.map((row) => row.stddev), [Math.sqrt(20 / 3), Math.sqrt(24 / 3), 2]);
    },
  },
  {
    sentence: "windowStatistics() of one window has a deviation of 0",
    async check(store) {
      await store.writeCounters(batch([at(0, { template: "a", count: 9 })]), NOW_MS);
      const rows = await store.windowStatistics({ ...QUERY, toMs: START_MS + WINDOW_MS });
      assert.deepEqual(rows.find((row) => row.template === "a"), { template: "a", windows: 1, mean: 9, stddev: 0 });
    },
  },
  {
    sentence: "windowStatistics() tells large counts apart",
    async check(store) {
      const counts = [4, 7, 13, 16].map((rest) => 4_000_000_000 + rest);
      await store.writeCounters(batch(counts.map((count, i) => at(2 * i, { template: "a", count }))), NOW_MS);
      const row = (await store.windowStatistics(QUERY)).find(({ template }) => template === "a");
      assert.equal(row?.mean, 4_000_000_010);
      assertClose([row?.stddev ?? NaN], [Math.sqrt(30)]);
    },
  },
];

const NONE: ReadonlyMap<string, number> = new Map();

function at(second: number, rest: Parameters<typeof point>[0]): ReturnType<typeof point> {
  return point({ ...rest, slotMs: START_MS + second * SECOND_MS });
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i] - value) <= 1e-9 * Math.abs(value), `${actual[i]} is not ${value}`);
  });
}
