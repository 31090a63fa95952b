/** What an operator says of templates and sources: never alert about these (`accept`), or not until then (`mute`). */
export interface LedgerEntry {
  /** Unique, whoever makes it. */
  readonly id: string;
  readonly kind: "mute" | "accept";
  /** @default every source */
  readonly source?: string;
  /** @default every template, and the source as a whole */
  readonly template?: string;
  /** @default every kind of anomaly */
  readonly anomalyKind?: string;
  /** When it ends, epoch milliseconds; null: never. */
  readonly untilMs: number | null;
  readonly author: string;
  readonly comment: string;
  /** Epoch milliseconds. */
  readonly createdMs: number;
  /** When it was taken back, epoch milliseconds, or null. */
  readonly revokedMs: number | null;
}
