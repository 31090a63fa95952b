/** What an operator says of templates and sources: never alert about these (`accept`), or not until then (`mute`). */
export interface LedgerEntry {
  /** Unique, whoever makes it. */
  readonly id: string;
  /** Not until a time, or never again. */
  readonly kind: "mute" | "accept";
  /** Which source. @default every source */
  readonly source?: string;
  /** Which template. @default every template, and the source as a whole */
  readonly template?: string;
  /** Which kind. @default every kind of anomaly */
  readonly anomalyKind?: string;
  /** When it ends, epoch milliseconds; null: never. */
  readonly untilMs: number | null;
  /** Who says so. */
  readonly author: string;
  /** Why, in their words. */
  readonly comment: string;
  /** Epoch milliseconds. */
  readonly createdMs: number;
  /** When it was taken back, epoch milliseconds, or null. */
  readonly revokedMs: number | null;
}
