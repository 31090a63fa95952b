import type { TemplateRecord } from "../counter_batch.ts";

/**
 * Replaced id -> surviving id, as the rows of one source's registry name it: a registry is settled by who writes it
 * (`reconcile`), so one step leads to the end. It is what window queries take.
 */
export function survivors(rows: Iterable<TemplateRecord>): ReadonlyMap<string, string> {
  const replaced = new Map<string, string>();
  for (const { id, replacedBy } of rows) if (replacedBy !== undefined) replaced.set(id, replacedBy);
  return replaced;
}
