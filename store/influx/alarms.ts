import type { Alarm } from "../../core/detection/alarm.ts";
import { compare } from "../compare.ts";
import type { AlarmFilter } from "../ports/alarms.ts";
import { factLine, float, integer, record, text, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { ALARMS } from "./measurements.ts";
import { incidentTimesQuery, rangeOf, recordsQuery } from "./queries.ts";

/** See `AlarmStore.saveAlarms`. */
export function saveAlarms(connection: InfluxConnection, rows: readonly Alarm[]): Promise<void> {
  return connection.write("facts", rows.map(alarmLine));
}

/** See `AlarmStore.alarms`. */
export async function queryAlarms(connection: InfluxConnection, filter: AlarmFilter): Promise<Alarm[]> {
  const { incident, fromMs = -Infinity, toMs = Infinity } = filter;
  // One that meets the range may have begun at any time before it.
  const begun = incident === undefined ? { toMs } : await stretchOf(connection, incident);
  const query = recordsQuery(connection.target.buckets.facts, rangeOf(begun), { measurement: ALARMS });
  const alarms = await connection.query(query, (column): Alarm => JSON.parse(column("_value")));
  return alarms
    .filter((alarm) => incident === undefined || alarm.incident === incident)
    .filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs)
    .sort(byStart);
}

/** When an incident's alarms began: its records are read from there alone, for no index knows incidents. */
async function stretchOf(
  connection: InfluxConnection,
  incident: string,
): Promise<{ readonly fromMs: number; readonly toMs: number }> {
  const query = incidentTimesQuery(connection.target.buckets.facts, incident);
  const starts = await connection.query(query, (column) => Date.parse(column("_time")));
  if (starts.length === 0) return { fromMs: 0, toMs: 1 };
  const [first, last] = [starts.reduce((a, b) => Math.min(a, b)), starts.reduce((a, b) => Math.max(a, b))];
  return { fromMs: first, toMs: last + 1 };
}

function byStart(a: Alarm, b: Alarm): number {
  return a.startMs - b.startMs || compare(a.source, b.source) || compare(a.template, b.template) ||
    compare(a.kind, b.kind);
}

function alarmLine(alarm: Alarm): string {
  const { kind, source, template } = alarm;
  return factLine({
    measurement: ALARMS,
    tags: { kind, source, template },
    fields: {
      incident: text(alarm.incident),
      actual: float(alarm.actual),
      expected: float(alarm.expected),
      probability: float(alarm.probability),
      scale: integer(alarm.scaleMs),
      time_end: integer(alarm.endMs),
      record: record(alarm),
    },
    timeNs: toNs(alarm.startMs),
  });
}
