import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { Connection } from "./connection.ts";
import { LEDGER, UPSERT_LEDGER } from "./queries.ts";

/** What an entry may leave out. */
const OPTIONAL = ["source", "template", "anomalyKind", "incident", "verdict", "fromMs"] as const;
type Optional = typeof OPTIONAL[number];

/** An entry with null for what it leaves out. */
type StoredEntry = Omit<LedgerEntry, Optional> & { readonly [Name in Optional]: LedgerEntry[Name] | null };

/** See `LedgerStore.saveLedger`. */
export function saveLedger(db: Connection, entry: LedgerEntry): void {
  const left = OPTIONAL.map((name) => [name, entry[name] ?? null] as const);
  db.run(UPSERT_LEDGER, { ...entry, ...Object.fromEntries(left) });
}

/** See `LedgerStore.ledger`. */
export function queryLedger(db: Connection): LedgerEntry[] {
  return db.all<StoredEntry>(LEDGER).map((stored) => {
    const given = Object.entries(stored).filter(([name, value]) =>
      value !== null || !OPTIONAL.some((each) => each === name)
    );
    return Object.fromEntries(given) as unknown as LedgerEntry;
  });
}
