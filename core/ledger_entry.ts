import type { Label } from "./anomaly_facts.ts";

/**
 * What an operator says: never alert about these templates and sources (`accept`), or not until then (`mute`); whether an incident was right
 * (`label`), and that something happened which was not called (`missed`).
 */
export interface LedgerEntry {
  /** Unique, whoever makes it. */
  readonly id: string;
  /** What is said. */
  readonly kind: "mute" | "accept" | "label" | "missed";
  /** Of a label: id of the incident. */
  readonly incident?: string;
  /** Of a label: the verdict. */
  readonly verdict?: Label;
  /** Of what was missed: when it began, epoch milliseconds. */
  readonly fromMs?: number;
  /** Which source. @default every source */
  readonly source?: string;
  /** Which template. @default every template, and the source as a whole */
  readonly template?: string;
  /** Which kind. @default every kind of anomaly */
  readonly anomalyKind?: string;
  /** When it ends, epoch milliseconds; null: never. Of what was missed: when that was over. */
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
