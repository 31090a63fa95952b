import type { TemplateRecord } from "../counter_batch.ts";
import { subsumes } from "../mining/templates/subsumes.ts";
import { Lineage } from "./lineage.ts";
import type { RegisteredTemplate } from "./registered_template.ts";
import { seriesKey } from "../series_key.ts";

/**
 * Takes what agents report into the registry: returns the rows to save, which are those that differ from `existing`, in
 * the order (source, id). Each names the template that survives for it ({@link Lineage}), so that a reader follows one step.
 *
 * It depends on the set of rows alone: whichever process reconciles what, and in which order, the surviving ids
 * are the same. A repeated report changes nothing and gives no rows.
 *
 * @param existing registry rows of the sources that `incoming` speaks of, replaced ones included.
 * @param nowMs the api's clock, `updatedMs` of the rows that change.
 */
export function reconcile(
  existing: readonly RegisteredTemplate[],
  incoming: readonly TemplateRecord[],
  nowMs: number,
): RegisteredTemplate[] {
  const before = new Map(existing.map((row) => [key(row), row]));
  const after = new Map<string, TemplateRecord>(before);
  for (const record of incoming) {
    const known = after.get(key(record));
    after.set(key(record), known === undefined ? record : joined(known, record));
  }
  const lineage = Lineage.from([...existing, ...incoming, ...after.values()]);
  return [...after.values()]
    .map((row) => withSurvivor(row, lineage.resolve(row.source, row.id)))
    .filter((row) => !isSame(row, before.get(key(row))))
    .map((row) => ({ ...row, updatedMs: nowMs }))
    .sort((a, b) => key(a) < key(b) ? -1 : 1);
}

function key({ source, id }: TemplateRecord): string {
  return seriesKey(source, id);
}

function joined(known: TemplateRecord, reported: TemplateRecord): TemplateRecord {
  const replacedBy = reported.replacedBy ?? known.replacedBy;
  const ancestor = known.ancestor ?? reported.ancestor;
  return {
    source: known.source,
    id: known.id,
    // A host that has just met a template knows it by one line; that must not take back what others have generalised.
    text: isMoreGeneral(known.text, reported.text) ? known.text : reported.text,
    sample: known.sample || reported.sample,
    firstSeenMs: Math.min(known.firstSeenMs, reported.firstSeenMs),
    initial: known.initial || reported.initial,
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(ancestor === undefined ? {} : { ancestor }),
  };
}

/** Whether a text says less of its lines than another one of the same template, or the same. */
function isMoreGeneral(text: string, other: string): boolean {
  if (!subsumes(text, other)) return false;
  if (!subsumes(other, text)) return true;
  const more = variableParts(text) - variableParts(other);
  return more > 0 || (more === 0 && text.length <= other.length);
}

function variableParts(text: string): number {
  return text.split("<*>").length;
}

function withSurvivor(row: TemplateRecord, survivor: string): TemplateRecord {
  const { replacedBy: _, ...rest } = row;
  return survivor === row.id ? rest : { ...rest, replacedBy: survivor };
}

function isSame(row: TemplateRecord, stored: TemplateRecord | undefined): boolean {
  return stored !== undefined && row.text === stored.text && row.sample === stored.sample &&
    row.firstSeenMs === stored.firstSeenMs && row.initial === stored.initial &&
    row.replacedBy === stored.replacedBy && row.ancestor === stored.ancestor;
}
