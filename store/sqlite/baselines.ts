import type { BaselineRow } from "../ports/baselines.ts";
import type { Connection } from "./connection.ts";
import { BASELINES, INSERT_BASELINE_SERIES, UPSERT_BASELINE } from "./queries.ts";

/** See `BaselineStore.saveBaselines`. */
export function saveBaselines(db: Connection, rows: readonly BaselineRow[]): void {
  for (const row of rows) {
    if (db.run(UPSERT_BASELINE, { ...row }) > 0) continue;
    db.run(INSERT_BASELINE_SERIES, { source: row.source, template: row.template });
    db.run(UPSERT_BASELINE, { ...row });
  }
}

/** See `BaselineStore.baselines`. */
export function queryBaselines(
  db: Connection,
  { source, template, fromMs, toMs }: {
    readonly source: string;
    readonly template: string;
    readonly fromMs: number;
    readonly toMs: number;
  },
): BaselineRow[] {
  const rows = db.all<Omit<BaselineRow, "source" | "template">>(BASELINES, { source, template, fromMs, toMs });
  return rows.map((row) => ({ source, template, ...row }));
}
