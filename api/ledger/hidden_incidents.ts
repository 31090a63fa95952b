import type { Alarm } from "../../core/detection/alarm.ts";
import { QUIET_MS } from "../../core/detection/incidents/quiet.ts";
import { isAbout } from "../../core/detection/ledger/ledger.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import { seriesKey } from "../../core/series_key.ts";

/** What a mute hid, or what recurs too often to be told: alarms near each other in time. Times are ISO 8601. */
export interface HiddenIncident {
  /** Ids of the mutes that are about any of it; none where it recurs. */
  readonly mutes: readonly string[];
  readonly time: string;
  readonly time_end: string;
  readonly kinds: readonly string[];
  readonly sources: readonly string[];
  /** How many series take part. */
  readonly series: number;
}

/** Groups muted alarms, as near to each other as those of one incident, to what would have been incidents, in order of time. @param alarms by start. */
export function hiddenIncidents(alarms: readonly Alarm[], ledger: readonly LedgerEntry[]): HiddenIncident[] {
  const groups: Alarm[][] = [];
  let endMs = -Infinity;
  for (const alarm of alarms) {
    if (alarm.startMs - endMs > QUIET_MS) groups.push([]);
    groups.at(-1)!.push(alarm);
    endMs = Math.max(endMs, alarm.endMs);
  }
  return groups.map((group) => hiddenOf(group, ledger));
}

function hiddenOf(alarms: readonly Alarm[], ledger: readonly LedgerEntry[]): HiddenIncident {
  const mutes = ledger.filter((entry) => entry.kind === "mute" && alarms.some((alarm) => isAbout(entry, alarm)));
  return {
    mutes: mutes.map(({ id }) => id),
    time: new Date(Math.min(...alarms.map(({ startMs }) => startMs))).toISOString(),
    time_end: new Date(Math.max(...alarms.map(({ endMs }) => endMs))).toISOString(),
    kinds: [...new Set(alarms.map(({ kind }) => kind))],
    sources: [...new Set(alarms.map(({ source }) => source))],
    series: new Set(alarms.map(({ source, template }) => seriesKey(source, template))).size,
  };
}
