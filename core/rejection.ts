/**
 * Why lines were refused for good: they are older than what the store keeps (`retention`), their count or time can't be (`bounds`), or the api
 * refused the batch as a whole (`refused`).
 */
export type RejectReason = "retention" | "bounds" | "refused";

/** All reasons. */
export const REJECT_REASONS: readonly RejectReason[] = ["retention", "bounds", "refused"];

/** Lines of each reason. */
export type RejectedLines = Readonly<Partial<Record<RejectReason, number>>>;

/** Lines of all reasons. */
export function rejectedLines(rejected: RejectedLines): number {
  return Object.values(rejected).reduce((sum, lines) => sum + lines, 0);
}

/** Adds lines, reason by reason. */
export function withRejected(rejected: RejectedLines, more: RejectedLines): RejectedLines {
  const sums = REJECT_REASONS.map((reason) => [reason, (rejected[reason] ?? 0) + (more[reason] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, lines]) => lines > 0));
}

/** Takes `lines` off the front, reason by reason: what is taken, and what is left. */
export function takeRejected(rejected: RejectedLines, lines: number): readonly [RejectedLines, RejectedLines] {
  const taken: Partial<Record<RejectReason, number>> = {};
  for (const reason of REJECT_REASONS) {
    const part = Math.min(rejected[reason] ?? 0, lines);
    if (part > 0) taken[reason] = part;
    lines -= part;
  }
  const left = REJECT_REASONS.map((reason) => [reason, (rejected[reason] ?? 0) - (taken[reason] ?? 0)] as const);
  return [taken, Object.fromEntries(left.filter(([, count]) => count > 0))];
}

/** As many lines in the proportions of the reasons. */
export function scaledRejected(rejected: RejectedLines, lines: number): RejectedLines {
  const all = rejectedLines(rejected);
  let left = lines;
  const parts = Object.entries(rejected).map(([reason, count]) => {
    const part = Math.min(left, Math.ceil(lines * count / all));
    left -= part;
    return [reason, part] as const;
  });
  return Object.fromEntries(parts);
}
