import type { SeenHeartbeat } from "../../heartbeat.ts";
import { API_AGENT } from "../../heartbeat.ts";
import type { IncidentMember } from "../../incident_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { alarmOf } from "../alarms_of.ts";
import type { Anomaly } from "../anomaly.ts";
import { type Episode, openEpisode } from "../episode.ts";
import { formatSpan } from "../figures/format_span.ts";
import { absence } from "../kinds/absence.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Outcome } from "../outcome.ts";

/** An agent that was not heard of for so long is silent. */
const SILENT_MS = 120_000;
/** After so long without a look, as while the store is away, each agent gets that time again. */
const LONGEST_PAUSE_MS = 30_000;
/** Looks that follow each other sooner are passed over. */
const LEAST_PAUSE_MS = 1_000;

/** What is to be said of an agent, as of a source that it covers. */
export interface AgentOutcome {
  readonly source: string;
  readonly outcome: Outcome;
  /** It is of now. */
  readonly isBehind: false;
}

/** One machine's part of a source. */
interface Place {
  readonly source: string;
  readonly host: string;
}

/** Places of which nothing is known, as long as an agent is away. */
interface Absence {
  readonly episode: Episode;
  readonly places: readonly Place[];
}

/**
 * Tells an agent that is gone from a source that is silent: of its sources nothing is known then, so that no window says it. It is called
 * once, two minutes after the last heartbeat, for all agents that went together; and is over when an agent is back on each machine
 * and source, the same or another one. The api's own word on lines that it is sent is no agent's.
 */
export class AgentWatch {
  /** When each place was heard of last in this run, by an agent that was alive then. */
  readonly #heard = new Map<string, { readonly place: Place; readonly seenMs: number }>();
  readonly #absences = new Map<string, Absence>();
  #lookedMs: number | null = null;
  #graceMs = -Infinity;

  /** Goes on with what is open, of which the hosts are not known any more: an agent on any will do. */
  restore(anomalies: readonly Anomaly[]): void {
    for (const { incident, ...anomaly } of anomalies) {
      if (anomaly.kind !== absence.name || !incident?.isOpen) continue;
      const places = incident.members.map(({ source }) => ({ source, host: ANY_HOST }));
      this.#absences.set(anomaly.id, { episode: { ...anomaly, contributors: [], incident }, places });
    }
  }

  /** Takes the newest heartbeat of each agent and source. */
  take(
    heartbeats: readonly SeenHeartbeat[],
    { nowMs, ledger }: { readonly nowMs: number; readonly ledger: Ledger },
  ): AgentOutcome[] {
    const pauseMs = nowMs - (this.#lookedMs ?? -Infinity);
    if (pauseMs >= 0 && pauseMs < LEAST_PAUSE_MS) return [];
    this.#lookedMs = nowMs;
    if (pauseMs < 0 || pauseMs > LONGEST_PAUSE_MS) this.#graceMs = nowMs;
    const alive = heartbeats.filter(({ agent, seenMs }) => !agent.startsWith(API_AGENT) && nowMs - seenMs < SILENT_MS);
    for (const { source, host, seenMs } of alive) this.#hear({ source, host }, seenMs);
    return [...this.#returned(alive, nowMs), ...this.#gone(nowMs, ledger)].map((outcome) => {
      return { source: "episode" in outcome ? outcome.episode.source : "", outcome, isBehind: false } as const;
    });
  }

  #hear(place: Place, seenMs: number): void {
    const key = keyOf(place);
    this.#heard.set(key, { place, seenMs: Math.max(seenMs, this.#heard.get(key)?.seenMs ?? seenMs) });
  }

  #returned(alive: readonly Place[], nowMs: number): Outcome[] {
    const over = [...this.#absences].filter(([, { places }]) =>
      places.every((place) => alive.some((other) => isAt(other, place)))
    );
    return over.map(([id, { episode }]): Outcome => {
      this.#absences.delete(id);
      const members = episode.incident!.members.map((member) => ({ ...member, endMs: nowMs }));
      return { kind: "closed", episode: { ...episode, endMs: nowMs, incident: { ...CLOSED, members } } };
    });
  }

  #gone(nowMs: number, ledger: Ledger): Outcome[] {
    if (nowMs - this.#graceMs < SILENT_MS) return [];
    const gone = [...this.#heard].filter(([, { seenMs }]) => nowMs - seenMs >= SILENT_MS);
    for (const [key] of gone) this.#heard.delete(key);
    const isCalled = ({ source, host }: Place) =>
      [...this.#absences.values()].some(({ places }) => places.some((place) => isAt({ source, host }, place)));
    const called = gone.map(([, each]) => each).filter(({ place }) => !isCalled(place));
    const isMuted = ({ place }: Gone) =>
      ledger.muteOf({ kind: absence.name, template: ALL_TEMPLATES, source: place.source }, nowMs) !== null;
    const heard = called.filter((each) => !isMuted(each));
    const muted = called.filter(isMuted).map((each): Outcome => ({
      kind: "muted",
      alarm: alarmOf(memberOf(each, nowMs), ""),
    }));
    return heard.length === 0 ? muted : [...muted, this.#open(heard, nowMs)];
  }

  #open(gone: readonly Gone[], nowMs: number): Outcome {
    const members = gone.map((each) => memberOf(each, nowMs)).sort((a, b) => a.source < b.source ? -1 : 1);
    const { source } = members[0]!;
    const startMs = Math.min(...gone.map(({ seenMs }) => seenMs));
    const window = { startMs, endMs: nowMs, actual: 0, expected: 0, threshold: 0, score: 0 };
    const opened = openEpisode({ kind: absence.name, source, template: ALL_TEMPLATES, ...window });
    const episode = { ...opened, incident: { ...CLOSED, members, isOpen: true } };
    this.#absences.set(episode.id, { episode, places: gone.map(({ place }) => place) });
    return { kind: "opened", episode };
  }
}

interface Gone {
  readonly place: Place;
  readonly seenMs: number;
}

const ANY_HOST = "*";
const CLOSED = { more: 0, adopted: false, isOpen: false };

function memberOf({ place: { source, host }, seenMs }: Gone, nowMs: number): IncidentMember {
  const words = `nothing is known for ${formatSpan(nowMs - seenMs)}, the agent on ${host} sends no heartbeats`;
  const figures = { actual: 0, expected: 0, lower: 0, upper: null, perDay: 0, spanMs: nowMs - seenMs };
  return { kind: absence.name, source, template: ALL_TEMPLATES, startMs: seenMs, endMs: nowMs, ...figures, words };
}

function isAt(place: Place, where: Place): boolean {
  return place.source === where.source && (where.host === ANY_HOST || place.host === where.host);
}

function keyOf({ source, host }: Place): string {
  return `${source}\u0000${host}`;
}
