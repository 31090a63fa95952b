import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { SourceTemplates } from "../ports/templates.ts";
import type { Connection } from "./connection.ts";
import { CHANGED_TEMPLATES, TEMPLATES, TEMPLATES_BY_SOURCE, TEMPLATES_OF_SOURCE, UPSERT_TEMPLATE } from "./queries.ts";

interface StoredTemplate extends Omit<RegisteredTemplate, "initial" | "replacedBy" | "ancestor"> {
  readonly initial: number;
  readonly replacedBy: string | null;
  readonly ancestor: string | null;
}

/** See `TemplateStore.saveTemplates`. */
export function saveTemplates(db: Connection, rows: readonly RegisteredTemplate[]): void {
  for (const { replacedBy = null, ancestor = null, ...row } of rows) {
    db.run(UPSERT_TEMPLATE, { ...row, initial: Number(row.initial), replacedBy, ancestor });
  }
}

/** See `TemplateStore.templates`. */
export function queryTemplates(
  db: Connection,
  { source = null, changedSinceMs = 0 }: { readonly source?: string | null; readonly changedSinceMs?: number },
): RegisteredTemplate[] {
  const sql = source !== null ? TEMPLATES_OF_SOURCE : changedSinceMs > 0 ? CHANGED_TEMPLATES : TEMPLATES;
  return db.all<StoredTemplate>(sql, { changedSinceMs, source }).map(({ replacedBy, ancestor, ...row }) => ({
    ...row,
    initial: row.initial === 1,
    ...(replacedBy === null ? {} : { replacedBy }),
    ...(ancestor === null ? {} : { ancestor }),
  }));
}

/** See `TemplateStore.countTemplates`. */
export function countTemplates(db: Connection): SourceTemplates[] {
  return db.all<SourceTemplates>(TEMPLATES_BY_SOURCE);
}
