import type { Alarm } from "../../core/detection/alarm.ts";
import type { AlarmFilter } from "../ports/alarms.ts";
import type { Connection } from "./connection.ts";
import { ALARMS, UPSERT_ALARM } from "./queries.ts";

/** See `AlarmStore.saveAlarms`. */
export function saveAlarms(db: Connection, rows: readonly Alarm[]): void {
  for (const row of rows) db.run(UPSERT_ALARM, { ...row });
}

/** See `AlarmStore.alarms`. */
export function queryAlarms(db: Connection, filter: AlarmFilter): Alarm[] {
  const { incident = null, fromMs = -Infinity, toMs = Infinity } = filter;
  return db.all<Alarm>(ALARMS, { incident, fromMs, toMs });
}
