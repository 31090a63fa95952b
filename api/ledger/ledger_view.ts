import { isInForce } from "../../core/detection/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";

/** An entry as `GET /api/ledger` shows it. Times are ISO 8601; null: all, or never. */
export interface LedgerView {
  readonly id: string;
  readonly kind: LedgerEntry["kind"];
  /** Whether it has neither ended nor been taken back. */
  readonly active: boolean;
  readonly source: string | null;
  readonly template: string | null;
  readonly anomaly_kind: string | null;
  /** Of a label. */
  readonly incident: string | null;
  readonly verdict: LedgerEntry["verdict"] | null;
  /** Of what was missed: when it began; `until` is when it was over. */
  readonly from: string | null;
  readonly until: string | null;
  readonly author: string;
  readonly comment: string;
  readonly created: string;
  readonly revoked: string | null;
}

/** An entry, as of a time. */
export function ledgerView(entry: LedgerEntry, nowMs: number): LedgerView {
  const { id, kind, source = null, template = null, anomalyKind = null, author, comment } = entry;
  const { incident = null, verdict = null, fromMs = null } = entry;
  return {
    ...{ id, kind, active: isInForce(entry, nowMs), source, template, anomaly_kind: anomalyKind, author, comment },
    ...{ incident, verdict, from: iso(fromMs) },
    until: iso(entry.untilMs),
    created: new Date(entry.createdMs).toISOString(),
    revoked: iso(entry.revokedMs),
  };
}

function iso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}
