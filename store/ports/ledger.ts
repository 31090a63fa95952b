import type { LedgerEntry } from "../../core/ledger_entry.ts";

/** What operators have said, kept for good: neither the retention nor `resetDetection` deletes it. */
export interface LedgerStore {
  /** Inserts or replaces an entry by id. */
  saveLedger(entry: LedgerEntry): Promise<void>;

  /** All entries, those that have ended or were revoked included, by (createdMs, id). */
  ledger(): Promise<LedgerEntry[]>;
}
