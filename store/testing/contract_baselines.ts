import assert from "node:assert/strict";
import type { BaselineStore } from "../ports/baselines.ts";
import { baseline, type ContractCase, START_MS } from "./contract_fixtures.ts";

/** What windows were expected to hold. */
export const BASELINE_CASES: readonly ContractCase<BaselineStore>[] = [
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
];
