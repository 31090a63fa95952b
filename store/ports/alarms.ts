import type { Alarm } from "../../core/detection/alarm.ts";

/** Alarms, of which incidents are made. `resetDetection` deletes them. */
export interface AlarmStore {
  /** Inserts or replaces alarms by (kind, source, template, startMs). */
  saveAlarms(rows: readonly Alarm[]): Promise<void>;

  /**
   * Alarms by (startMs, source, template, kind): those of an incident, and those whose [startMs, endMs) meets [fromMs, toMs).
   */
  alarms(filter?: AlarmFilter): Promise<Alarm[]>;
}

/** Which alarms are asked for; what is left out may be any. */
export interface AlarmFilter {
  readonly incident?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}
