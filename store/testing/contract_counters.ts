import assert from "node:assert/strict";
import type { CounterStore, TemplateCount } from "../ports/counters.ts";
import {
  batch,
  CONTRACT_RETENTION_MS,
  type ContractCase,
  HOUR_MS,
  MINUTE_MS,
  NOW_MS,
  ODD_TEXT,
  point,
  SECOND_MS,
  START_MS,
} from "./contract_fixtures.ts";

/** Writing counters, and counts by template. */
export const COUNTER_CASES: readonly ContractCase<CounterStore>[] = [
  {
    sentence: "writeCounters() says how many lines it stored",
    async check(store) {
      const points = [point({ count: 3 }), point({ template: "logout", count: 4 })];
      assert.deepEqual(await store.writeCounters(batch(points), NOW_MS), { stored: 7, rejected: 0 });
      assert.deepEqual(await store.writeCounters(batch([], { number: 1 }), NOW_MS), { stored: 0, rejected: 0 });
      assert.equal(await total(store), 7);
    },
  },
  {
    sentence: "writeCounters() of the same batch again changes no count",
    async check(store) {
      const points = Array.from({ length: 30 }, (_, i) => point({ slotMs: START_MS + i * SECOND_MS, count: i + 1 }));
      const first = await store.writeCounters(batch(points), NOW_MS);
      const before = await store.templateCounts();
      assert.deepEqual(await store.writeCounters(batch(points), NOW_MS), first);
      assert.deepEqual(await store.templateCounts(), before);
      assert.equal(await total(store), 465);
    },
  },
  {
    sentence: "writeCounters() adds up points that differ in batch number, agent, host, level or mode",
    async check(store) {
      await store.writeCounters(batch([point({ count: 1 })], { number: 0 }), NOW_MS);
      await store.writeCounters(batch([point({ count: 2 })], { number: 1 }), NOW_MS);
      await store.writeCounters(batch([point({ count: 4 })], { number: 999_999_999 }), NOW_MS);
      await store.writeCounters(batch([point({ count: 8 })], { agent: "agent-2" }), NOW_MS);
      const others = [
        point({ host: "node-2", count: 16 }),
        point({ level: "error", count: 32 }),
        point({ mode: "backlog", count: 64 }),
      ];
      await store.writeCounters(batch(others, { number: 3 }), NOW_MS);
      assert.equal(await total(store), 127);
    },
  },
  {
    sentence: "sumCounters() changes no count, however often and at once it is called",
    async check(store) {
      await store.writeCounters(batch([point({ count: 2 }), point({ level: "error" })]), NOW_MS);
      const before = await store.templateCounts();
      await Promise.all([1, 2, 3].map((hours) => store.sumCounters(NOW_MS + hours * HOUR_MS)));
      await store.writeCounters(batch([point({ count: 4 })], { number: 1 }), NOW_MS + 4 * HOUR_MS);
      await store.sumCounters(NOW_MS + 5 * HOUR_MS);
      assert.equal(await total(store), 7);
      assert.deepEqual((await store.templateCounts()).map(({ source }) => source), before.map(({ source }) => source));
    },
  },
  {
    sentence: "writeCounters() called many times at once loses and doubles nothing",
    async check(store) {
      const batches = Array.from({ length: 20 }, (_, number) => batch([point({ count: number + 1 })], { number }));
      await Promise.all([...batches, ...batches].map((each) => store.writeCounters(each, NOW_MS)));
      assert.equal(await total(store), 210);
    },
  },
  {
    sentence: "writeCounters() leaves out points older than the retention and stores the others",
    async check(store) {
      const limitMs = Math.floor((NOW_MS - CONTRACT_RETENTION_MS) / SECOND_MS) * SECOND_MS;
      const points = [
        point({ slotMs: limitMs - SECOND_MS, count: 2 }),
        point({ slotMs: limitMs - 90 * 24 * HOUR_MS, count: 3 }),
        point({ slotMs: limitMs + 5 * MINUTE_MS, count: 5 }),
        point({ count: 7 }),
      ];
      const { reason, ...outcome } = await store.writeCounters(batch(points), NOW_MS);
      assert.deepEqual(outcome, { stored: 12, rejected: 5 });
      assert.match(reason ?? "", /retention/);
      assert.equal(await total(store), 12);
    },
  },
  {
    sentence: "writeCounters() keeps odd names and large counts as they are",
    async check(store) {
      const odd = point({ source: ODD_TEXT, host: ODD_TEXT, level: ODD_TEXT, template: ODD_TEXT, count: 2 ** 42 });
      await store.writeCounters(batch([odd, point()], { agent: ODD_TEXT }), NOW_MS);
      assert.deepEqual(await store.templateCounts({ source: ODD_TEXT }), [{
        source: ODD_TEXT,
        template: ODD_TEXT,
        level: ODD_TEXT,
        count: 2 ** 42,
        firstSlotMs: START_MS,
        lastSlotMs: START_MS,
      }]);
    },
  },
  {
    sentence: "templateCounts() counts live and backlog by source, template and level",
    async check(store) {
      const points = [
        point({ count: 1 }),
        point({ slotMs: START_MS + 90 * MINUTE_MS, count: 2 }),
        point({ mode: "backlog", slotMs: START_MS + 30 * MINUTE_MS, count: 4 }),
        point({ level: "error", slotMs: START_MS + 20 * MINUTE_MS, count: 1 }),
        point({ level: "error", slotMs: START_MS + 10 * MINUTE_MS, count: 2 }),
        point({ level: "error", slotMs: START_MS + 50 * MINUTE_MS, count: 5 }),
        point({ template: "logout", count: 16 }),
        point({ source: "web", count: 32 }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      const same = { firstSlotMs: START_MS, lastSlotMs: START_MS };
      const app = [
        {
          source: "app",
          template: "login",
          level: "error",
          count: 8,
          firstSlotMs: START_MS + 10 * MINUTE_MS,
          lastSlotMs: START_MS + 50 * MINUTE_MS,
        },
        {
          source: "app",
          template: "login",
          level: "info",
          count: 7,
          firstSlotMs: START_MS,
          lastSlotMs: START_MS + 90 * MINUTE_MS,
        },
        { source: "app", template: "logout", level: "info", count: 16, ...same },
      ];
      assert.deepEqual(sorted(await store.templateCounts({ source: "app" })), app);
      const web = { source: "web", template: "login", level: "info", count: 32, ...same };
      assert.deepEqual(sorted(await store.templateCounts()), [...app, web]);
      assert.deepEqual(await store.templateCounts({ source: "none" }), []);
    },
  },
  {
    sentence: "templateCounts() takes a range's start and leaves out its end",
    async check(store) {
      const points = [0, 1, 3599, 3600, 5400, 7199].map((second, i) =>
        point({ slotMs: START_MS + second * SECOND_MS, count: 10 ** i })
      );
      await store.writeCounters(batch(points), NOW_MS);
      const cases: [fromSecond: number, toSecond: number, count: number][] = [
        [0, 7200, 111_111],
        [1, 7199, 11_110],
        [1, 3600, 110],
        [3600, 7200, 111_000],
        [3599, 5400, 1_100],
        [2, 3599, 0],
        [100, 100, 0],
      ];
      for (const [from, to, count] of cases) {
        const range = { fromMs: START_MS + from * SECOND_MS, toMs: START_MS + to * SECOND_MS };
        assert.equal(await total(store, range), count, `[${from} s, ${to} s)`);
      }
      assert.equal(await total(store, { fromMs: START_MS + 3600 * SECOND_MS }), 111_000);
      assert.equal(await total(store, { toMs: START_MS + 3600 * SECOND_MS }), 111);
    },
  },
  {
    sentence: "templateHosts() names each host of a template once, of a source and a range, but for the unknown one",
    async check(store) {
      const later = START_MS + 90 * MINUTE_MS;
      const points = [
        point({ host: "b", count: 1 }),
        point({ host: "b", level: "error", slotMs: START_MS + HOUR_MS }),
        point({ host: ODD_TEXT, mode: "history", slotMs: later }),
        point({ host: "-", slotMs: later }),
        point({ template: "logout", host: "-" }),
        point({ source: "web", host: "c", slotMs: later }),
      ];
      await store.writeCounters(batch(points), NOW_MS);
      const named = async (filter?: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number }) =>
        (await store.templateHosts(filter)).map(({ source, template, host }) => `${source} ${template} ${host}`).sort();
      const app = [`app login ${ODD_TEXT}`, "app login b"];
      assert.deepEqual(await named(), [...app, "web login c"]);
      assert.deepEqual(await named({ source: "app" }), app);
      assert.deepEqual(await named({ source: "app", toMs: START_MS + HOUR_MS }), ["app login b"]);
      assert.deepEqual(await named({ source: "app", fromMs: later }), [`app login ${ODD_TEXT}`]);
      assert.deepEqual(await named({ fromMs: later, toMs: later }), []);
    },
  },
];

async function total(
  store: CounterStore,
  filter?: { readonly fromMs?: number; readonly toMs?: number },
): Promise<number> {
  return (await store.templateCounts(filter)).reduce((sum, row) => sum + row.count, 0);
}

function sorted(rows: readonly TemplateCount[]): TemplateCount[] {
  const key = (row: TemplateCount) => [row.source, row.template, row.level].join("\n");
  return rows.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
}
