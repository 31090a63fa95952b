import type { SeenHeartbeat } from "../../heartbeat.ts";
import { API_AGENT } from "../../heartbeat.ts";
import { agentSeries } from "../agent_series.ts";
import { formatSpan } from "../figures/format_span.ts";
import type { Finding } from "../incidents/finding.ts";
import type { IncidentBook } from "../incidents/incident_book.ts";
import { absence } from "../kinds/absence.ts";
import { isAbout } from "../ledger/ledger.ts";
import type { Outcome } from "../outcome.ts";
import { seriesKey } from "../../series_key.ts";

/** An agent that was not heard of for so long is silent. */
const SILENT_MS = 120_000;
/** After so long without a look, as while the store is away, each agent gets that time again. */
const LONGEST_PAUSE_MS = 30_000;
/** Looks that follow each other sooner are passed over. */
const LEAST_PAUSE_MS = 1_000;

/** One machine's part of a source. */
interface Place {
  readonly source: string;
  readonly host: string;
}

/**
 * Tells an agent that is gone from a source that is silent: of what it covers nothing is known then, so that no window says it. Its absence is
 * a series of each of its sources, found once, two minutes after its last heartbeat, which joins incidents as what windows say does; it is back when
 * an agent is on that machine and source, the same or another one. The api's own word on lines that it is sent is no agent's.
 */
export class AgentWatch {
  readonly #incidents: IncidentBook;
  /** When each place was heard of last in this run, by an agent that was alive then. */
  readonly #heard = new Map<string, Gone>();
  #lookedMs: number | null = null;
  #graceMs = -Infinity;

  constructor(incidents: IncidentBook) {
    this.#incidents = incidents;
  }

  /** Takes the newest heartbeat of each agent and source. */
  take(heartbeats: readonly SeenHeartbeat[], nowMs: number): Outcome[] {
    const pauseMs = nowMs - (this.#lookedMs ?? -Infinity);
    if (pauseMs >= 0 && pauseMs < LEAST_PAUSE_MS) return [];
    this.#lookedMs = nowMs;
    if (pauseMs < 0 || pauseMs > LONGEST_PAUSE_MS) this.#graceMs = nowMs;
    const alive = heartbeats.filter(({ agent, seenMs }) => !agent.startsWith(API_AGENT) && nowMs - seenMs < SILENT_MS);
    for (const { source, host, seenMs } of alive) this.#hear({ source, host }, seenMs);
    return [...this.#goOn(alive, nowMs), ...this.#gone(nowMs)];
  }

  #hear(place: Place, seenMs: number): void {
    const key = keyOf(place);
    this.#heard.set(key, { place, seenMs: Math.max(seenMs, this.#heard.get(key)?.seenMs ?? seenMs) });
  }

  /** Whoever is back is missed no more, nor is one whose absence is accepted. No window passes the incidents of sources without an agent. */
  #goOn(alive: readonly Place[], nowMs: number): Outcome[] {
    const isAlive = new Set(alive.map(keyOf)), watched = new Set(alive.map(({ source }) => source));
    const { acceptances } = this.#incidents.ledger;
    const away = this.#incidents.held(absence.name);
    const back: Outcome[] = [];
    for (const member of away) {
      const { source, template, startMs } = member;
      if (isAlive.has(seriesKey(source, template))) back.push(...this.#incidents.release(source, template, nowMs));
      const isAccepted = acceptances.some((entry) => entry.createdMs >= startMs && isAbout(entry, member));
      if (isAccepted) this.#incidents.accept(source, template);
    }
    const unwatched = new Set(away.map(({ source }) => source).filter((source) => !watched.has(source)));
    return [...back, ...[...unwatched].flatMap((source) => this.#incidents.pass(source, nowMs))];
  }

  #gone(nowMs: number): Outcome[] {
    if (nowMs - this.#graceMs < SILENT_MS) return [];
    const missed = new Set(
      this.#incidents.held(absence.name).map(({ source, template }) => seriesKey(source, template)),
    );
    const gone = [...this.#heard].filter(([, { seenMs }]) => nowMs - seenMs >= SILENT_MS);
    for (const [key] of gone) this.#heard.delete(key);
    return gone.filter(([key]) => !missed.has(key)).map(([, each]) => this.#incidents.take(findingOf(each, nowMs)));
  }
}

/** A place, and when its agent was heard of last. */
interface Gone {
  readonly place: Place;
  readonly seenMs: number;
}

function findingOf({ place: { source, host }, seenMs: startMs }: Gone, endMs: number): Finding {
  const words = `no heartbeats for ${formatSpan(endMs - startMs)}, so that nothing is known of ${source}`;
  const figures = { actual: 0, expected: 0, lower: 0, upper: Infinity, perDay: 0, adopted: false };
  return { kind: absence.name, source, template: agentSeries(host), startMs, endMs, ...figures, words };
}

function keyOf({ source, host }: Place): string {
  return seriesKey(source, agentSeries(host));
}
