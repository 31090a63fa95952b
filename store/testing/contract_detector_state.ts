import assert from "node:assert/strict";
import type { DetectorStateStore } from "../ports/detector_state.ts";
import { type ContractCase, ODD_TEXT, START_MS, stateRow } from "./contract_fixtures.ts";

/** The detector's own state. */
export const DETECTOR_STATE_CASES: readonly ContractCase<DetectorStateStore>[] = [
  {
    sentence: "detectorState() gives back what saveDetectorState() was given, replaced by source and template",
    async check(store) {
      const rows = [
        stateRow(),
        stateRow({ template: "login", known: false, baseline: ODD_TEXT }),
        stateRow({ source: "web" }),
      ];
      await store.saveDetectorState(rows);
      await store.saveDetectorState([]);
      assert.deepEqual(sorted(await store.detectorState()), rows);
      const next = stateRow({ lastWindowMs: START_MS + 2000, baseline: "{}", savedMs: START_MS + 4000 });
      await store.saveDetectorState([next]);
      await store.saveDetectorState([next]);
      assert.deepEqual(sorted(await store.detectorState()), [next, rows[1], rows[2]]);
    },
  },
];

function sorted<Row extends { readonly source: string; readonly template: string }>(rows: readonly Row[]): Row[] {
  const key = (row: Row) => `${row.source}\n${row.template}`;
  return rows.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
}
