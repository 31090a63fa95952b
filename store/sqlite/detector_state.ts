import type { DetectorStateRow } from "../ports/detector_state.ts";
import type { Connection } from "./connection.ts";
import { DETECTOR_STATE, UPSERT_DETECTOR_STATE } from "./queries.ts";

/** See `DetectorStateStore.saveDetectorState`. */
export function saveDetectorState(db: Connection, rows: readonly DetectorStateRow[]): void {
  for (const row of rows) db.run(UPSERT_DETECTOR_STATE, { ...row, known: Number(row.known) });
}

/** See `DetectorStateStore.detectorState`. */
export function queryDetectorState(db: Connection): DetectorStateRow[] {
  return db.all<Omit<DetectorStateRow, "known"> & { readonly known: number }>(DETECTOR_STATE)
    .map((row) => ({ ...row, known: row.known === 1 }));
}
