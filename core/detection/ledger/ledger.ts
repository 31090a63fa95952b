import type { LedgerEntry } from "../../ledger_entry.ts";

/** What an entry may be about. */
export interface LedgerSubject {
  readonly kind: string;
  readonly source: string;
  readonly template: string;
}

/** What operators have said, as a detector asks for it. */
export class Ledger {
  /** Of what is accepted, the earliest first. */
  readonly acceptances: readonly LedgerEntry[];
  readonly #mutes: readonly LedgerEntry[];

  constructor(entries: readonly LedgerEntry[] = []) {
    this.#mutes = entries.filter(({ kind }) => kind === "mute");
    this.acceptances = entries
      .filter(({ kind, revokedMs }) => kind === "accept" && revokedMs === null)
      .sort((a, b) => a.createdMs - b.createdMs);
  }

  /** The entry by which nobody is to hear of this at that time, or null. It holds for the time before it was made, too. */
  muteOf(subject: LedgerSubject, atMs: number): LedgerEntry | null {
    return this.#mutes.find((entry) => isInForce(entry, atMs) && isAbout(entry, subject)) ?? null;
  }
}

/** Whether an entry is about this. */
export function isAbout({ source, template, anomalyKind }: LedgerEntry, subject: LedgerSubject): boolean {
  return (source === undefined || source === subject.source) &&
    (template === undefined || template === subject.template) &&
    (anomalyKind === undefined || anomalyKind === subject.kind);
}

/** Whether an entry has neither ended nor been taken back by then; what was missed stays so. */
export function isInForce({ kind, untilMs, revokedMs }: LedgerEntry, atMs: number): boolean {
  return (kind === "missed" || untilMs === null || atMs < untilMs) && (revokedMs === null || atMs < revokedMs);
}
