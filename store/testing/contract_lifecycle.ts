import assert from "node:assert/strict";
import type { Store } from "../store.ts";
import { fill, FILLED, kept } from "./filled_store.ts";
import { type ContractCase, NOW_MS } from "./contract_fixtures.ts";

/** What holds for a store as a whole. */
export const LIFECYCLE_CASES: readonly ContractCase<Store>[] = [
  {
    sentence: "health() resolves with a version",
    async check(store) {
      assert.match((await store.health()).version, /\d/);
      assert.match(store.description, /^(sqlite|influx):./);
    },
  },
  {
    sentence: "resetDetection() deletes baselines, anomalies, alarms and detector state, and nothing else",
    async check(store) {
      await fill(store);
      await store.resetDetection();
      assert.deepEqual(await kept(store), { ...FILLED, baselines: 0, anomalies: 0, alarms: 0, detectorState: 0 });
      await fill(store);
      assert.deepEqual(await kept(store), FILLED);
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
