import assert from "node:assert/strict";
import fc from "fast-check";
import type { CounterBatch, CounterPoint } from "../../core/counter_batch.ts";
import { sourceWindows } from "../../core/statistics/source_windows.ts";
import type { SlotCount } from "../../core/statistics/tally_windows.ts";
import { windowStatistics } from "../../core/statistics/window_statistics.ts";
import type { CounterStore } from "../ports/counters.ts";
import type { WindowQuery, WindowStore } from "../ports/windows.ts";
import { batch, type ContractCase, NOW_MS, point, SECOND_MS, START_MS } from "./contract_fixtures.ts";

const SECONDS = 240;

/** Generated series: what the store says agrees with the pure functions over the same points. */
export const ORACLE_CASES: readonly ContractCase<CounterStore & WindowStore>[] = [1, 2, 3].map((seed) => ({
  sentence: `sourceWindows() and windowStatistics() of generated series agree with the pure functions (seed ${seed})`,
  async check(store: CounterStore & WindowStore) {
    const [batches] = fc.sample(batchesArbitrary, { numRuns: 1, seed });
    const live = batches.flatMap((each) => each.points).filter((each) => each.mode === "live" && each.source === "app");
    assert.ok(live.length > 100, `${live.length} points`);
    for (const each of batches) await store.writeCounters(each, NOW_MS);
    for (const each of batches.filter((_, i) => i % 3 === 0)) await store.writeCounters(each, NOW_MS);
    for (const query of QUERIES) await compare(store, query, live);
    for (const { source: _, lineage: __, ...range } of QUERIES) {
      const ofAll = batches.flatMap((each) => each.points).filter((each) => each.mode === "live");
      assert.deepEqual(await store.sourceWindows(range), sourceWindows(ofAll, range));
    }
  },
}));

const LINEAGE = new Map([["t1", "t2"], ["t3", "t0"]]);

const QUERIES: readonly WindowQuery[] = [
  [0, SECONDS, 2],
  [0, SECONDS, 10],
  [60, 120, 1],
  [100, 140, 2],
  [120, 120, 2],
  [-60, SECONDS + 60, 60],
].flatMap(([from, to, seconds]) => {
  const range = {
    source: "app",
    fromMs: START_MS + from * SECOND_MS,
    toMs: START_MS + to * SECOND_MS,
    windowMs: seconds * SECOND_MS,
  };
  return [range, { ...range, lineage: LINEAGE }];
});

const pointArbitrary = fc.record({
  source: fc.constantFrom("app", "app", "app", "web"),
  host: fc.constantFrom("-", "node-1"),
  level: fc.constantFrom("info", "error"),
  template: fc.constantFrom("t0", "t1", "t2", "t3", "t4", "t5"),
  mode: fc.constantFrom<"live" | "backlog">("live", "live", "live", "backlog"),
  second: fc.nat(SECONDS - 1),
  count: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5_000_000 })),
});

/** Batches of two agents whose points come in no order, some of them late by minutes. */
const batchesArbitrary: fc.Arbitrary<CounterBatch[]> = fc.array(
  fc.uniqueArray(pointArbitrary, {
    minLength: 5,
    maxLength: 20,
    selector: ({ count: _, ...identity }) => JSON.stringify(identity),
  }),
  { minLength: 40, maxLength: 60, size: "max" },
).map((groups) =>
  groups.map((points, i) =>
    batch(points.map(({ second, ...rest }) => point({ ...rest, slotMs: START_MS + second * SECOND_MS })), {
      agent: `agent-${i % 2}`,
      number: Math.floor(i / 2),
    })
  )
);

async function compare(store: WindowStore, query: WindowQuery, live: readonly CounterPoint[]): Promise<void> {
  const points: readonly SlotCount[] = live;
  const expected = windowStatistics(points, query);
  const actual = (await store.windowStatistics(query)).toSorted((a, b) => a.template < b.template ? -1 : 1);
  assert.deepEqual(
    actual.map((row) => [row.template, row.windows]),
    expected.map((row) => [row.template, row.windows]),
  );
  expected.forEach((row, i) => {
    assertClose(actual[i].mean, row.mean);
    assertClose(actual[i].stddev, row.stddev);
  });
}

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected), `${actual} is not ${expected}`);
}
