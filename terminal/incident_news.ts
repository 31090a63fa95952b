import type { Anomaly } from "../core/detection/anomaly.ts";
import { isIncident, type JoinedLog, logsOf } from "../core/detection/incident_summary.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";

/** Remembers which logs take part in each open incident, and in what way, to tell of those that join it. */
export class IncidentNews {
  readonly #told = new Map<string, Set<string>>();

  /** Whether several incidents go on that were told of. */
  get areSeveral(): boolean {
    return this.#told.size > 1;
  }

  /** What is seen in the logs that have joined this event's incident since the event before: of each its most telling finding; nothing where the event tells of the incident as a whole. */
  joined(event: DetectorEvent): JoinedLog[] {
    if (event.kind === "anomalyClosed") this.#told.delete(event.anomaly.id);
    if (event.kind !== "anomalyOpened" && event.kind !== "anomalyExtended") return [];
    const { anomaly } = event;
    if (!isIncident(anomaly)) return [];
    const joined = this.#news(anomaly, logsOf(anomaly));
    return event.kind === "anomalyExtended" && event.worsened ? [] : joined;
  }

  /** Of an incident that was opened before this run nothing is news but what joins it from now on. */
  #news({ id }: Anomaly, logs: readonly JoinedLog[]): JoinedLog[] {
    const told = this.#told.get(id);
    this.#told.set(id, new Set([...told ?? [], ...logs.map(keyOf)]));
    return told === undefined ? [] : logs.filter((log) => !told.has(keyOf(log)));
  }
}

function keyOf({ source, kind }: JoinedLog): string {
  return `${kind}\n${source}`;
}
