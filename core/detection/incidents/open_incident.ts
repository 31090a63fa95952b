import type { RelatedMessage } from "../../incident_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { anomalyId } from "../anomaly_id.ts";
import { sinceMs } from "../current_members.ts";
import type { Episode } from "../episode.ts";
import { kindOf } from "../kinds/kinds.ts";
import type { Finding } from "./finding.ts";
import { type HeldMember, joined, memberOf, nextOf } from "./held_member.ts";
import { incidentEpisode } from "./incident_episode.ts";
import type { IncidentState } from "./incident_state.ts";
import { distinct, isSame, type Series } from "./same_series.ts";

/** How many messages that came with it an incident tells of, and how many that it had before it began again. */
const RELATED = 40, EARLIER = 20;

/** An incident begins for so long after it was opened, while it goes on and for so long after that. */
const BEGINS_MS = 1_200_000;
const LASTS_MS = 120_000;
const MINUTE_MS = 60_000;
/** Findings of one beginning tell it so exactly. */
const ONSET_MS = 10_000;

/** Lines of a message without a long pause. */
export interface BurstLines {
  /** Time of the first of them, epoch milliseconds. */
  readonly startMs: number;
  readonly lines: number;
}

/** Findings that belong together, known by the first of them. */
export class OpenIncident {
  readonly id: string;
  #state: IncidentState;

  constructor(state: IncidentState) {
    this.#state = state;
    this.id = anomalyId(state);
  }

  /** The incident that a finding opens. */
  static of(finding: Finding): OpenIncident {
    const { kind, source, template, startMs, endMs } = finding;
    const times = { startMs, openedMs: endMs, grownMs: endMs, lastMs: endMs };
    const told = { members: [memberOf(finding)], ...contributorsOf(finding) };
    return new OpenIncident({ kind, source, template, ...times, adopted: false, ...told });
  }

  get state(): IncidentState {
    return this.#state;
  }

  /** When it began, this time. */
  get beganMs(): number {
    return sinceMs(this.#state);
  }

  /** When something was found of it last, epoch milliseconds: that new messages have come to stay, and have doubled again after hours, is no finding. */
  get lastFoundMs(): number {
    return this.#state.foundMs ?? this.#state.openedMs;
  }

  /** How long nothing was found before something that began at a time, milliseconds: also where a first finding of that has been taken. */
  pauseBefore(startMs: number): number {
    const { pause, lastMs } = this.#state;
    const isAfter = pause !== undefined && Math.abs(startMs - pause.endMs) <= ONSET_MS;
    return startMs - (isAfter ? pause.startMs : lastMs);
  }

  /** Whether this series takes part. */
  has(series: Series): boolean {
    return this.#state.members.some((member) => isSame(member, series));
  }

  /** Whether a series of this source takes part. */
  hasSource(source: string): boolean {
    return this.#state.members.some((member) => member.source === source);
  }

  /** Whether a series of this source takes part by now: one that was over before the incident opened again says nothing of it. */
  hasSourceNow(source: string): boolean {
    return this.#present.some((member) => member.source === source);
  }

  /** Whether what comes now may belong to how it began. */
  isBeginning(nowMs: number): boolean {
    const { openedMs, lastMs } = this.#state;
    return nowMs - openedMs <= BEGINS_MS && nowMs - lastMs <= LASTS_MS;
  }

  /** Whether this series takes part, in the same way (with too many lines, or with too few), and has done so since a time. */
  hasLike(finding: Finding, sinceMs: number): boolean {
    const { lacks } = kindOf(finding.kind);
    return this.#state.members.some((member) => {
      return isSame(member, finding) && kindOf(member.kind).lacks === lacks &&
        (member.isHeld || member.endMs >= sinceMs);
    });
  }

  /** Whether another series of the finding's source takes part by now, by the same kind of change. */
  hasKind({ kind, source }: Pick<Finding, "kind" | "source">): boolean {
    return kindOf(kind).isChange &&
      this.#present.some((member) => member.source === source && member.kind === kind);
  }

  /** Series that have deviated since it began, this time. */
  get #present(): readonly HeldMember[] {
    const { members, againMs = -Infinity } = this.#state;
    return members.filter((member) => member.isHeld || member.endMs > againMs);
  }

  /** Whether several sources take part. */
  get isOfSeveral(): boolean {
    return this.#state.members.some(({ source }) => source !== this.#state.source);
  }

  /** Whether a series is missing whose return is waited for. */
  get isHeld(): boolean {
    return this.#state.members.some(({ isHeld }) => isHeld);
  }

  /** Whether this series is missing, and its return is waited for. */
  holds(source: string, template: string): boolean {
    return this.#state.members.some((member) => member.isHeld && isSame(member, { source, template }));
  }

  /** Whether a source has no lines at all. */
  get isStop(): boolean {
    return this.#state.members.some(({ isHeld, template }) => isHeld && template === ALL_TEMPLATES);
  }

  /** Whether something was missing, and nothing is any more. */
  get isBack(): boolean {
    return !this.isHeld && this.#state.members.some(({ kind }) => kindOf(kind).isHeld);
  }

  /** Whether an operator has said of all of it that it is normal. */
  get isAccepted(): boolean {
    return this.#state.members.every(({ isAccepted }) => isAccepted === true);
  }

  /** It was over, and begins again with a finding: figures, messages and what came with it are of now. */
  reopen(finding: Finding): void {
    const { contributors = [], related = [], earlier = [], pause: _, ...kept } = this.#state;
    const before = [...contributors, ...related, ...earlier].map(({ source, template }) => ({ source, template }));
    const times = { againMs: finding.startMs, openedMs: finding.endMs, grownMs: finding.endMs };
    this.#state = { ...kept, ...times, earlier: distinct(before).slice(0, EARLIER), isOver: false };
    this.add(finding, true);
  }

  /** Takes another finding. @param isAgain whether it begins again with this one */
  add(finding: Finding, isAgain = false): void {
    const { members, lastMs, foundMs = -Infinity, grownMs, againMs = -Infinity } = this.#state;
    const known = members.find((member) => isSame(member, finding));
    const next = nextOf(known, { finding, againMs, isAgain });
    const isAfterPause = finding.startMs > lastMs && !isAgain;
    this.#state = {
      ...this.#state,
      ...(isAfterPause && { pause: { startMs: lastMs, endMs: finding.startMs } }),
      members: known === undefined ? [...members, next] : members.map((member) => member === known ? next : member),
      grownMs: known === undefined ? finding.endMs : grownMs,
      lastMs: Math.max(lastMs, finding.endMs),
      foundMs: Math.max(foundMs, finding.endMs),
      ...contributorsOf(finding),
    };
  }

  /** Takes seldom messages that came while it began. Returns whether any was not known. */
  relate(messages: readonly RelatedMessage[]): boolean {
    const { related = [] } = this.#state;
    const news = messages.filter((message) => isNews(message, related));
    if (news.length === 0) return false;
    const kept = related.filter((known) => !news.some((message) => isSame(message, known)));
    const all = distinct([...kept, ...news].sort((a, b) => a.share - b.share || b.lines - a.lines));
    this.#state = { ...this.#state, related: all.slice(0, RELATED) };
    return true;
  }

  /**
   * Takes lines that have come since a message's first ones were called: it goes on where they have doubled, and is told by what they are each minute. Of a
   * message of before it opened again more lines of the same burst say nothing of now.
   * @param linesOf all lines of a message's present burst, and its start
   * @returns whether any has more than it was told with.
   */
  grow(source: string, nowMs: number, linesOf: (template: string) => BurstLines | null): boolean {
    const isMinute = nowMs % MINUTE_MS === 0;
    const { againMs = -Infinity } = this.#state;
    let hasGrown = false, hasDoubled = false;
    const members = this.#state.members.map((member) => {
      if (member.source !== source || !kindOf(member.kind).grows || member.endMs <= againMs) return member;
      const burst = linesOf(member.template), startMs = sinceMs(member);
      if (burst === null || burst.startMs > startMs || burst.lines <= member.actual) return member;
      const { grownFrom = member.actual } = member;
      const isDouble = burst.lines >= 2 * grownFrom;
      if (!isDouble && !isMinute) return member;
      hasGrown = true;
      hasDoubled ||= isDouble;
      const { words: _, ...grown } = { ...member, actual: burst.lines, spanMs: nowMs - startMs };
      return isDouble ? { ...grown, endMs: nowMs, grownFrom: burst.lines } : { ...grown, grownFrom };
    });
    const lastMs = hasDoubled ? Math.max(this.#state.lastMs, nowMs) : this.#state.lastMs;
    if (hasGrown) this.#state = { ...this.#state, members, lastMs };
    return hasGrown;
  }

  /** Series that last have done so until then. */
  goOn(atMs: number, isLasting: (member: HeldMember) => boolean): void {
    const { members } = this.#state;
    const lasting = new Set(members.filter((member) => isLasting(member)));
    if (lasting.size === 0) return;
    this.#state = {
      ...this.#state,
      lastMs: atMs,
      members: members.map((member) =>
        lasting.has(member) ? { ...member, endMs: Math.max(member.endMs, atMs) } : member
      ),
    };
  }

  /** A missing series is back. */
  release(source: string, template: string, atMs: number): void {
    this.#state = {
      ...this.#state,
      lastMs: Math.max(this.#state.lastMs, atMs),
      members: this.#state.members.map((member) => {
        return member.isHeld && isSame(member, { source, template })
          ? { ...member, endMs: atMs, isHeld: false }
          : member;
      }),
    };
  }

  /** An operator says that this is normal: one series of a source, or all of them. */
  accept(source: string, template?: string): void {
    const isMeant = (member: HeldMember) =>
      member.source === source && (template === undefined || member.template === template);
    const members = this.#state.members.map((member) => {
      return isMeant(member) ? { ...member, isHeld: false, isAccepted: true } : member;
    });
    this.#state = { ...this.#state, members };
  }

  /** It has ended, or goes on after all. */
  end(isOver: boolean): void {
    this.#state = { ...this.#state, isOver };
  }

  /** Templates of a source were merged into others: it goes on with these, under the same id. Returns whether it has any of them. */
  rekey(source: string, replaced: ReadonlyMap<string, string>): boolean {
    const isReplaced = (series: Series) => series.source === source && replaced.has(series.template);
    const { members, related = [], contributors = [], earlier = [], source: leads, template } = this.#state;
    const { survivor = template } = this.#state;
    if (![...members, ...related, ...contributors, ...earlier].some(isReplaced)) return false;
    const renamed = <Message extends Series>(series: Message): Message =>
      isReplaced(series) ? { ...series, template: replaced.get(series.template)! } : series;
    this.#state = {
      ...this.#state,
      members: members.map(renamed).reduce(joined, []),
      ...(related.length > 0 && { related: distinct(related.map(renamed)) }),
      ...(contributors.length > 0 && { contributors: distinct(contributors.map(renamed)) }),
      ...(earlier.length > 0 && { earlier: distinct(earlier.map(renamed)) }),
      ...(leads === source && replaced.has(survivor) && { survivor: replaced.get(survivor) }),
    };
    return true;
  }

  /** It ends because nobody wants to hear of it. */
  mute(): void {
    this.#state = { ...this.#state, muted: true };
  }

  /** What has not come back for so long is the new normal. */
  adopt(): void {
    this.#state = {
      ...this.#state,
      adopted: true,
      members: this.#state.members.map((member) => ({ ...member, isHeld: false })),
    };
  }

  /** The incident in figures. @param isOpen whether it goes on. */
  toEpisode(isOpen = true): Episode {
    return incidentEpisode(this.id, this.#state, isOpen);
  }
}

/** Whether a message is rarer by now than what is known of it. */
function isNews(message: RelatedMessage, related: readonly RelatedMessage[]): boolean {
  return !related.some((known) => isSame(known, message) && known.share <= message.share) &&
    (related.length < RELATED || message.share < related.at(-1)!.share);
}

/** What a finding says of the messages that did most to it. */
function contributorsOf({ source, contributors }: Finding): Pick<IncidentState, "contributors"> {
  return contributors === undefined ? {} : { contributors: contributors.map((message) => ({ source, ...message })) };
}
