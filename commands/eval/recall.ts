import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";

/** How many of the real incidents that operators know of were called. */
export interface Recall {
  readonly found: number;
  /** Incidents labelled true, and what was missed. */
  readonly of: number;
}

/** An incident may begin a little before an operator says that something did, and be told of a little after that was over. */
const BEFORE_MS = 60_000;
const AFTER_MS = 300_000;

/**
 * What labels in the ledger say of recall: of the incidents that are labelled true and what was said to be missed, those that were called. What was
 * missed counts as found where an incident of its time and source was called since, as by another budget, and for nothing where one that is
 * labelled true is of its time. Null where nobody has said that anything was missed.
 */
export function recallOf(anomalies: readonly Anomaly[], ledger: readonly LedgerView[]): Recall | null {
  const missed = ledger.filter(({ kind, active }) => kind === "missed" && active);
  if (missed.length === 0) return null;
  const incidents = anomalies.filter(({ parent, label }) => parent === null && label !== "false");
  const right = incidents.filter(({ label }) => label === "true");
  const others = missed.filter((entry) => !right.some((incident) => isAt(incident, entry)));
  const found = others.filter((entry) =>
    incidents.some((incident) => incident.savedMs > Date.parse(entry.created) && isAt(incident, entry))
  );
  return { found: right.length + found.length, of: right.length + others.length };
}

function isAt({ startMs, endMs, source, incident }: Anomaly, entry: LedgerView): boolean {
  const fromMs = Date.parse(entry.from!), untilMs = Date.parse(entry.until ?? entry.from!);
  const sources = [source, ...incident?.members.map((member) => member.source) ?? []];
  return startMs <= untilMs + AFTER_MS && endMs >= fromMs - BEFORE_MS &&
    (entry.source === null || sources.includes(entry.source));
}
