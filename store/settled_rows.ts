import { reconcile } from "../core/registry/reconcile.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";

/**
 * Those of a whole registry's rows that change so that each names its survivor, which an earlier version left to its readers. They
 * keep their `updatedMs`: a store does this while it is opened, before anyone reads.
 */
export function settledRows(rows: readonly RegisteredTemplate[]): RegisteredTemplate[] {
  return [...Map.groupBy(rows, ({ source }) => source).values()].flatMap((ofSource) => {
    const updatedMs = new Map(ofSource.map((row) => [row.id, row.updatedMs]));
    return reconcile(ofSource, [], 0).map((row) => ({ ...row, updatedMs: updatedMs.get(row.id) ?? 0 }));
  });
}
