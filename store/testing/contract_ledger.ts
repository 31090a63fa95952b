import assert from "node:assert/strict";
import type { DetectorStateStore } from "../ports/detector_state.ts";
import type { LedgerStore } from "../ports/ledger.ts";
import type { StoreLifecycle } from "../ports/lifecycle.ts";
import { type ContractCase, HOUR_MS, ledgerEntry, NOW_MS, ODD_TEXT, START_MS } from "./contract_fixtures.ts";

/** What operators have said. */
export const LEDGER_CASES: readonly ContractCase<LedgerStore & DetectorStateStore & StoreLifecycle>[] = [
  {
    sentence: "ledger() gives back what saveLedger() was given, by creation and id",
    async check(store) {
      assert.deepEqual(await store.ledger(), []);
      const entries = [
        ledgerEntry({ id: "z", createdMs: START_MS - HOUR_MS }),
        ledgerEntry({ id: "a", kind: "accept", source: "app", template: "login", anomalyKind: "pattern" }),
        ledgerEntry({ id: ODD_TEXT, source: ODD_TEXT, comment: ODD_TEXT, author: "" }),
        ledgerEntry({ id: "l", kind: "label", incident: "a1", verdict: "false", createdMs: START_MS + 2 }),
        ledgerEntry({ id: "n", kind: "missed", fromMs: START_MS, untilMs: NOW_MS, createdMs: START_MS + 3 }),
        ledgerEntry({ id: "b", untilMs: NOW_MS + HOUR_MS, template: "logout", createdMs: START_MS + 1 }),
      ];
      for (const entry of entries.toReversed()) await store.saveLedger(entry);
      assert.deepEqual(
        await store.ledger(),
        entries.toSorted((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1)),
      );
    },
  },
  {
    sentence: "saveLedger() replaces by id, and the same entry again changes nothing",
    async check(store) {
      await store.saveLedger(ledgerEntry({ source: "app", untilMs: NOW_MS }));
      await store.saveLedger(ledgerEntry({ id: "m2" }));
      const revoked = ledgerEntry({ source: "app", untilMs: null, revokedMs: NOW_MS, comment: "" });
      await store.saveLedger(revoked);
      await store.saveLedger(revoked);
      assert.deepEqual(await store.ledger(), [revoked, ledgerEntry({ id: "m2" })]);
    },
  },
  {
    sentence: "ledger() keeps entries through resetDetection() and prune(), however old",
    async check(store) {
      const old = ledgerEntry({ createdMs: NOW_MS - 1000 * 24 * HOUR_MS, revokedMs: NOW_MS - 999 * 24 * HOUR_MS });
      await store.saveLedger(old);
      await store.resetDetection();
      await store.prune(NOW_MS);
      assert.deepEqual(await store.ledger(), [old]);
    },
  },
];
