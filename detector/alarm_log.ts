import type { Alarm } from "../core/detection/alarm.ts";
import { alarmsOf } from "../core/detection/alarms_of.ts";
import type { Episode } from "../core/detection/episode.ts";
import { QUIET_MS } from "../core/detection/incidents/quiet.ts";
import type { AlarmStore } from "../store/ports/alarms.ts";

/** Where an incident's id stands, of alarms that are muted. */
const MUTED = "";

/**
 * Saves the series of incidents as alarms. Each keeps the start that it was saved with first, by which the store knows it, though more may
 * become known of when it began. A series that begins anew after a pause is another alarm of its incident.
 */
export class AlarmLog {
  readonly #store: AlarmStore;
  /** As they were saved last, by incident and series, the newest alarm of a series last. */
  readonly #saved = new Map<string, Map<string, Alarm[]>>();

  constructor(store: AlarmStore) {
    this.#store = store;
  }

  /** Remembers what has been saved before, so that evaluating windows again writes the same. */
  async load(fromMs: number): Promise<void> {
    for (const alarm of await this.#store.alarms({ fromMs })) this.#remember(alarm);
  }

  /** Writes the alarms of incidents, of those with one id as the last says, and those that are muted; only what has changed. */
  async save(episodes: Iterable<Episode>, muted: readonly Alarm[] = []): Promise<void> {
    const last = new Map([...episodes].map((episode) => [episode.id, episode]));
    const newest = new Map(muted.map((alarm) => [seriesOf(alarm), alarm]));
    const changed = [...[...last.values()].flatMap(alarmsOf), ...newest.values()].map((alarm) => this.#known(alarm))
      .filter((alarm) => {
        return JSON.stringify(alarm) !== JSON.stringify(this.#of(alarm));
      });
    if (changed.length > 0) await this.#store.saveAlarms(changed);
    for (const alarm of changed) this.#remember(alarm);
  }

  /** An incident that will not be saved again. */
  forget(incident: string): void {
    this.#saved.delete(incident);
  }

  #known(alarm: Alarm): Alarm {
    const before = this.#of(alarm);
    return before === undefined ? alarm : { ...alarm, startMs: before.startMs };
  }

  /** The newest alarm that this one goes on with. */
  #of({ startMs, endMs, ...alarm }: Alarm): Alarm | undefined {
    const quietMs = alarm.incident === MUTED ? QUIET_MS : 0;
    const goesOn = (before: Alarm) => before.startMs <= endMs && startMs <= before.endMs + quietMs;
    return this.#saved.get(alarm.incident)?.get(seriesOf(alarm))?.findLast(goesOn);
  }

  #remember(alarm: Alarm): void {
    const ofIncident = this.#saved.get(alarm.incident) ?? new Map<string, Alarm[]>();
    this.#saved.set(alarm.incident, ofIncident);
    const others = (ofIncident.get(seriesOf(alarm)) ?? []).filter(({ startMs }) => startMs !== alarm.startMs);
    ofIncident.set(seriesOf(alarm), [...others, alarm].sort((a, b) => a.startMs - b.startMs));
  }
}

function seriesOf({ kind, source, template }: Pick<Alarm, "kind" | "source" | "template">): string {
  return [kind, source, template].join("\u0000");
}
