import type { Label } from "../../core/detection/anomaly.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { LedgerStore } from "../../store/ports/ledger.ts";

/** A verdict on an incident, or null to take it off; by whom and why. */
export interface Verdict {
  readonly id: string;
  readonly label: Label | null;
  readonly author?: string;
  readonly comment?: string;
}

/** Labels an anomaly and notes in the ledger who says so, in place of what was said before. Resolves with false where the id is unknown. */
export async function noteLabel(
  store: AnomalyStore & LedgerStore,
  { id, label, author = "", comment = "" }: Verdict,
  nowMs: number,
): Promise<boolean> {
  if (!await store.labelAnomaly(id, label)) return false;
  const before = (await store.ledger()).filter(({ incident, revokedMs }) => incident === id && revokedMs === null);
  for (const entry of before) await store.saveLedger({ ...entry, revokedMs: nowMs });
  if (label === null) return true;
  const said: LedgerEntry = {
    ...{ id: crypto.randomUUID(), kind: "label", incident: id, verdict: label },
    ...{ untilMs: null, author, comment, createdMs: nowMs, revokedMs: null },
  };
  await store.saveLedger(said);
  return true;
}
