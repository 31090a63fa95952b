import type { RelatedMessage } from "../../incident_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { AnomalyKind } from "../kinds/kinds.ts";
import { Ledger } from "../ledger/ledger.ts";
import type { Outcome } from "../outcome.ts";
import { beganBefore, incidentOf, isOfOthers, isRelapse, RELAPSES_MS, YOUNG_MS } from "./belonging.ts";
import type { Finding } from "./finding.ts";
import { alarmOfFinding, type HeldMember } from "./held_member.ts";
import type { IncidentState } from "./incident_state.ts";
import { type BurstLines, OpenIncident } from "./open_incident.ts";
import { QUIET_MS } from "./quiet.ts";
import { Recurrences } from "./recurrences.ts";
import { isSame } from "./same_series.ts";

/** Where many incidents open in an hour, others begin in the same minute by chance: what is taken for one is no further apart than one of this many would be. */
const LATELY_MS = 3_600_000;
const BY_CHANCE = 0.1;
/** Never less than this, nor than a window. */
const LEAST_TOGETHER_MS = 5_000;
/** It is closed so soon after what was missing is back. */
const BACK_MS = 120_000;
/** What came so long before an incident belongs to it. */
const BEFORE_MS = 60_000;
/** What began with an incident that is over belongs to it, for so long. */
const REMEMBERED_MS = 43_200_000;
/** For so long after its last finding an incident goes on while a change of it lasts. */
const LASTING_MS = 7_200_000;
/** So long before an incident would be over it is asked whether a change of it lasts. */
const SOON_MS = 60_000;
/** What is missing for so long is the new normal. */
const ADOPTED_AFTER_MS = 86_400_000;

/**
 * Puts findings together that belong together: those of one series in one direction, and those of other series and sources that begin to deviate
 * within minutes of each other, as when one failure shows in three logs. An incident is known by its first finding; it is
 * closed after ten minutes without another one, or, where something is missing, two minutes after that is back. It goes on where a slow test
 * sees later what began with it: what a release has taken away is missed hours after. Where one of its series deviates again in the same
 * way within an hour, it opens again: also before it was closed, where it had paused for five minutes and this is far from chance.
 */
export class IncidentBook {
  readonly #open = new Map<string, OpenIncident>();
  readonly #over = new Map<string, OpenIncident>();
  /** What operators have said: what is muted opens no incident, and ends one that has nothing else. */
  ledger = new Ledger();
  /** What occurs so often that it opens none. */
  readonly recurrences: Recurrences;
  readonly #leastTogetherMs: number;

  /** @param windowMs how well it is known when something began */
  constructor(recurrences: Recurrences = new Recurrences(), windowMs = 0) {
    this.recurrences = recurrences;
    this.#leastTogetherMs = Math.max(LEAST_TOGETHER_MS, windowMs);
  }

  /** Ids of those that go on. */
  get openIds(): ReadonlySet<string> {
    return new Set(this.#open.keys());
  }

  /**
   * Takes a finding. Findings come in order of their end, roughly.
   * @param watchedMs for how long its source was watched
   */
  take(finding: Finding, watchedMs = Infinity): Outcome {
    if (this.ledger.muteOf(finding, finding.endMs) !== null) return { kind: "muted", alarm: alarmOfFinding(finding) };
    const incident = this.#incidentOf(finding) ?? this.#reopened((over) => beganBefore(over, finding));
    const isOpening = incident === undefined || isRelapse(incident, finding);
    // What is said in other words now is no loss, and what began in the past and is the level now no change: where there is no incident of it, nothing is to be told.
    const isReworded = finding.successor !== undefined || finding.predecessor !== undefined;
    const isNormal = isReworded || finding.adopted && finding.goesOn === true;
    const isTold = this.recurrences.take(finding, { watchedMs, isOpening }) && !isNormal;
    if (incident !== undefined && !(isOpening && isTold)) {
      this.#add(incident, finding);
      return { kind: "extended", episode: incident.toEpisode() };
    }
    if (!isTold) return { kind: "muted", alarm: alarmOfFinding(finding) };
    const again = incident ?? this.#reopened((over) => {
      return !isOfOthers(over, finding) && over.hasLike(finding, finding.startMs - RELAPSES_MS);
    });
    if (again !== undefined) {
      again.reopen(finding);
      return { kind: "opened", episode: again.toEpisode() };
    }
    const opened = OpenIncident.of(finding);
    this.#open.set(opened.id, opened);
    return { kind: "opened", episode: opened.toEpisode() };
  }

  /**
   * Asks a source for seldom messages that came while its incidents began.
   * @param since seldom messages of the source from a time on
   */
  relate(
    source: string,
    nowMs: number,
    since: (startMs: number) => readonly Omit<RelatedMessage, "source">[],
  ): Outcome[] {
    return [...this.#open.values()].filter((incident) => incident.isBeginning(nowMs) && incident.hasSource(source))
      .filter((incident) => {
        return incident.relate(since(incident.beganMs - BEFORE_MS).map((message) => ({ source, ...message })));
      })
      .map((incident) => ({ kind: "extended", episode: incident.toEpisode() }));
  }

  /**
   * Asks a source for lines that it lacks since other sources stopped, which have begun an incident: what would not be called by itself is part of that.
   * @param lackOf what it lacks since a time
   */
  askOfStops(source: string, nowMs: number, lackOf: (sinceMs: number) => Finding | null): Outcome[] {
    return [...this.#open.values()].flatMap((incident): Outcome[] => {
      if (
        !incident.isStop || nowMs - incident.state.openedMs > YOUNG_MS ||
        incident.has({ source, template: ALL_TEMPLATES })
      ) return [];
      const finding = lackOf(incident.beganMs);
      if (finding === null || this.ledger.muteOf(finding, nowMs) !== null) return [];
      this.#add(incident, finding);
      return [{ kind: "extended", episode: incident.toEpisode() }];
    });
  }

  /** Takes what messages of a source have come to that incidents were opened by. @param linesOf lines of a message's present burst */
  grow(source: string, nowMs: number, linesOf: (template: string) => BurstLines | null): Outcome[] {
    return [...this.#open.values()].filter((incident) => incident.hasSource(source))
      .filter((incident) => incident.grow(source, nowMs, linesOf))
      .map((incident) => ({ kind: "extended", episode: incident.toEpisode() }));
  }

  /**
   * Goes on with incidents that would be over soon, where a change of this source lasts that was called.
   * @param isLasting whether one of its series is like it was called rather than as usual
   */
  goOn(source: string, nowMs: number, isLasting: (series: Pick<Finding, "kind" | "template">) => boolean): void {
    for (const incident of this.#open.values()) {
      const { lastMs } = incident.state;
      if (incident.isHeld || nowMs - lastMs < QUIET_MS - SOON_MS || nowMs - incident.lastFoundMs > LASTING_MS) continue;
      const isOwn = (member: HeldMember) => !this.#isElsewhereSince(incident, member);
      incident.goOn(lastMs + SOON_MS, (member) => member.source === source && isOwn(member) && isLasting(member));
    }
  }

  /** Series that are missing by a kind of finding, and whose return is waited for. */
  held(kind: AnomalyKind): HeldMember[] {
    return [...this.#open.values()].flatMap(({ state }) => state.members)
      .filter((member) => member.isHeld && member.kind === kind);
  }

  /** A series that was missing is back: it has ended, whatever else its incidents go on for. */
  release(source: string, template: string, atMs: number): Outcome[] {
    return [...this.#open.values()].filter((incident) => incident.holds(source, template))
      .map((incident) => {
        incident.release(source, template, atMs);
        return { kind: "extended", episode: incident.toEpisode() };
      });
  }

  /** What it is like now is normal: of one series, or of all of a source. What has no other series ends. */
  accept(source: string, template?: string): void {
    for (const incident of this.#open.values()) incident.accept(source, template);
  }

  /** Templates of a source were merged into others. */
  rekey(source: string, replaced: ReadonlyMap<string, string>): Outcome[] {
    this.recurrences.rekey(source, replaced);
    for (const incident of this.#over.values()) incident.rekey(source, replaced);
    return [...this.#open.values()].filter((incident) => incident.rekey(source, replaced))
      .map((incident) => ({ kind: "extended", episode: incident.toEpisode() }));
  }

  /** Closes what has ended of the incidents that this source leads, as of a time. */
  pass(source: string, nowMs: number): Outcome[] {
    const closed: Outcome[] = [];
    for (const incident of this.#open.values()) {
      if (incident.state.source !== source) continue;
      const isMuted = incident.state.members.every((member) => this.ledger.muteOf(member, nowMs) !== null);
      if (!isMuted && !incident.isAccepted && !hasEnded(incident, nowMs)) continue;
      if (isMuted) incident.mute();
      else if (incident.isHeld || incident.isAccepted) incident.adopt();
      else this.#remember(incident);
      this.#open.delete(incident.id);
      closed.push({ kind: "closed", episode: incident.toEpisode(false) });
    }
    this.#forget(nowMs);
    return closed;
  }

  /** What is kept of the incidents that this source leads. */
  statesOf(source: string): IncidentState[] {
    return [...this.#open.values(), ...this.#over.values()].map(({ state }) => state)
      .filter((state) => state.source === source).sort((a, b) => a.openedMs - b.openedMs);
  }

  /** Goes on with incidents, whichever source comes first. */
  restore(states: readonly IncidentState[]): void {
    const known = [...this.#open.values(), ...this.#over.values()];
    const all = [...known, ...states.map((state) => new OpenIncident(state))];
    this.#open.clear();
    this.#over.clear();
    for (const incident of all.sort((a, b) => a.state.openedMs - b.state.openedMs)) {
      (incident.state.isOver ? this.#over : this.#open).set(incident.id, incident);
    }
  }

  /** The incident that goes on and that a finding belongs to. */
  #incidentOf(finding: Finding): OpenIncident | undefined {
    let lately: number | undefined;
    return incidentOf(finding, [...this.#open.values()].reverse(), (incident) => {
      lately ??= this.#openedLately(finding.endMs);
      return this.#elsewhereMs(lately - Number(isRecent(incident, finding.endMs)));
    });
  }

  /** Whether a series of an incident deviates as part of another one by now. */
  #isElsewhereSince(incident: OpenIncident, series: HeldMember): boolean {
    const others = [...this.#open.values()].filter((other) => other !== incident);
    return others.some(({ state: { members } }) => {
      return members.some((member) => isSame(member, series) && member.endMs > series.endMs);
    });
  }

  /** Adds a finding; what several logs show together says nothing of how often one of them does so by itself. */
  #add(incident: OpenIncident, finding: Finding): void {
    const wasOfSeveral = incident.isOfSeveral;
    incident.add(finding);
    const shared = !incident.isOfSeveral ? [] : wasOfSeveral ? [finding] : incident.state.members;
    for (const series of shared) this.recurrences.share(series);
  }

  /** How far apart two logs begin to deviate for that to be one incident. @param others how many others were opened lately */
  #elsewhereMs(others: number): number {
    return Math.max(this.#leastTogetherMs, BY_CHANCE * LATELY_MS / (2 * Math.max(1, others)));
  }

  #openedLately(nowMs: number): number {
    return [...this.#open.values(), ...this.#over.values()].filter((incident) => isRecent(incident, nowMs)).length;
  }

  /** The last incident that is over and that a finding belongs to, which goes on then. */
  #reopened(isMeant: (over: OpenIncident) => boolean): OpenIncident | undefined {
    const incident = [...this.#over.values()].sort((a, b) => a.state.openedMs - b.state.openedMs).findLast(isMeant);
    if (incident === undefined) return undefined;
    this.#over.delete(incident.id);
    incident.end(false);
    this.#open.set(incident.id, incident);
    return incident;
  }

  #remember(incident: OpenIncident): void {
    incident.end(true);
    this.#over.set(incident.id, incident);
  }

  #forget(nowMs: number): void {
    for (const { id, state } of this.#over.values()) if (nowMs - state.lastMs > REMEMBERED_MS) this.#over.delete(id);
  }
}

/** Whether an incident was opened within the last hour. */
function isRecent({ state: { openedMs } }: OpenIncident, nowMs: number): boolean {
  return nowMs - openedMs <= LATELY_MS;
}

function hasEnded({ state: { lastMs }, isHeld, isBack }: OpenIncident, nowMs: number): boolean {
  return nowMs - lastMs >= (isHeld ? ADOPTED_AFTER_MS : isBack ? BACK_MS : QUIET_MS);
}
