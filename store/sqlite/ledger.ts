import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { Connection } from "./connection.ts";
import { LEDGER, UPSERT_LEDGER } from "./queries.ts";

interface StoredEntry extends Omit<LedgerEntry, "source" | "template" | "anomalyKind"> {
  readonly source: string | null;
  readonly template: string | null;
  readonly anomalyKind: string | null;
}

/** See `LedgerStore.saveLedger`. */
export function saveLedger(
  db: Connection,
  { source, template, anomalyKind, ...entry }: LedgerEntry,
): void {
  db.run(UPSERT_LEDGER, {
    ...entry,
    source: source ?? null,
    template: template ?? null,
    anomalyKind: anomalyKind ?? null,
  });
}

/** See `LedgerStore.ledger`. */
export function queryLedger(db: Connection): LedgerEntry[] {
  return db.all<StoredEntry>(LEDGER).map(({ source, template, anomalyKind, ...entry }) => ({
    ...entry,
    ...(source === null ? {} : { source }),
    ...(template === null ? {} : { template }),
    ...(anomalyKind === null ? {} : { anomalyKind }),
  }));
}
