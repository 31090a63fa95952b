/**
 * Why lines are in no counter though they were written: the file was `truncated` before it was read, it is `gone` and nothing that holds
 * its content is found, or a batch of the `spool` was damaged or deleted.
 */
export type LossReason = "truncated" | "gone" | "spool";

/** Lines of each reason. */
export type LostLines = Readonly<Partial<Record<LossReason, number>>>;

/** Lines that are lost, estimated where they were never seen. */
export interface Loss {
  /** Where they were written. */
  readonly source: string;
  /** How many they are at least. */
  readonly lines: number;
  /** Why they are lost. */
  readonly reason: LossReason;
  /** What is lost, of what. */
  readonly message: string;
}

/** Adds lines of one reason. */
export function withLost(lost: LostLines, reason: LossReason, lines: number): LostLines {
  return { ...lost, [reason]: (lost[reason] ?? 0) + lines };
}

/** Lines of all reasons. */
export function lostLines(lost: LostLines = {}): number {
  return Object.values(lost).reduce((sum, lines) => sum + lines, 0);
}
