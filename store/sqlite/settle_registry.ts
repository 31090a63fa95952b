import type { DatabaseSync } from "node:sqlite";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { settledRows } from "../settled_rows.ts";

/** Makes each row of the registry name its survivor, see {@linkcode settledRows}. */
export function settleRegistry(db: DatabaseSync): void {
  const update = db.prepare("UPDATE templates SET replaced_by = :replacedBy WHERE source = :source AND id = :id");
  const rows = db.prepare(ROWS).all().map(({ replacedBy, ancestor, ...row }) => ({
    ...row,
    ...(replacedBy === null ? {} : { replacedBy }),
    ...(ancestor === null ? {} : { ancestor }),
  })) as unknown as RegisteredTemplate[];
  for (const { source, id, replacedBy = null } of settledRows(rows)) update.run({ source, id, replacedBy });
}

const ROWS = `
  SELECT source, id, text, sample, first_seen_ms AS firstSeenMs, initial, replaced_by AS replacedBy, ancestor,
    updated_ms AS updatedMs
  FROM templates`;
