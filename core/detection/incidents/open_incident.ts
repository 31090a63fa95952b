import type { Alarm } from "../alarm.ts";
import { alarmOf } from "../alarms_of.ts";
import { anomalyId } from "../anomaly_id.ts";
import { currentMembers, sinceMs } from "../current_members.ts";
import type { Episode } from "../episode.ts";
import type { ContributingMessage, EarlierMessage, IncidentMember, RelatedMessage } from "../../incident_facts.ts";
import { scoreOf } from "../figures/score_of.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { type AnomalyKind, kindOf } from "../kinds/kinds.ts";
import { isMessage } from "../series_words.ts";
import { countedFromMs, type Finding } from "./finding.ts";

/** How many series an incident tells of. */
const TOLD = 20;
/** How many messages that came with it. */
const RELATED = 40;

/** An incident begins for so long after it was opened, while it goes on and for so long after that. */
const BEGINS_MS = 1_200_000;
const LASTS_MS = 120_000;
const MINUTE_MS = 60_000;
/** A finding of a series that begins so long after its last one ended comes after a pause. */
const PAUSE_MS = 120_000;

/** A series of an incident: its most telling finding, and whether it lasts until the series is back. */
export interface HeldMember extends IncidentMember {
  readonly kind: Finding["kind"];
  readonly isHeld: boolean;
  /** An operator has said that it is normal. */
  readonly isAccepted?: boolean;
  /** Its lines when they had doubled last. @default actual */
  readonly grownFrom?: number;
}

/** Lines of a message without a long pause. */
export interface BurstLines {
  /** Time of the first of them, epoch milliseconds. */
  readonly startMs: number;
  readonly lines: number;
}

/** An incident that goes on, as it is kept between two runs. */
export interface IncidentState {
  /** What it is known by: its first finding. */
  readonly kind: Finding["kind"];
  readonly source: string;
  readonly template: string;
  readonly startMs: number;
  /** When it was opened, this time, when a series joined last, and the end of the last finding, epoch milliseconds. */
  readonly openedMs: number;
  readonly grownMs: number;
  readonly lastMs: number;
  /** End of the last finding: that a message has doubled is none. @default openedMs */
  readonly foundMs?: number;
  readonly adopted: boolean;
  /** When it last began again. @default {it has not} */
  readonly againMs?: number;
  /** What did most to it, or came with it, before that. @default none */
  readonly earlier?: readonly EarlierMessage[];
  /** It has ended, and is remembered for what a slow test sees of it later. @default false */
  readonly isOver?: boolean;
  /** What its template was merged into. @default {it is still a template} */
  readonly survivor?: string;
  /** It ends because all of it is muted. */
  readonly muted?: boolean;
  readonly members: readonly HeldMember[];
  /** What did most to a change of all lines, the first most. @default none */
  readonly contributors?: readonly ContributingMessage[];
  /** What else is seldom seen and came with it, the rarest first. @default none */
  readonly related?: readonly RelatedMessage[];
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
    const { kind, source, template, startMs, endMs, adopted } = finding;
    const times = { startMs, openedMs: endMs, grownMs: endMs, lastMs: endMs };
    const told = { members: [memberOf(finding)], ...contributorsOf(finding) };
    return new OpenIncident({ kind, source, template, ...times, adopted, ...told });
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

  /** Whether this series takes part. */
  has(series: Series): boolean {
    return this.#state.members.some((member) => isSame(member, series));
  }

  /** Whether a series of this source takes part. */
  hasSource(source: string): boolean {
    return this.#state.members.some((member) => member.source === source);
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

  /** Whether another series of the finding's source takes part by the same kind of change. */
  hasKind({ kind, source }: Pick<Finding, "kind" | "source">): boolean {
    return kindOf(kind).isChange &&
      this.#state.members.some((member) => member.source === source && member.kind === kind);
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
    const { contributors = [], related = [], earlier = [], ...kept } = this.#state;
    const before = [...contributors, ...related, ...earlier].map(({ source, template }) => ({ source, template }));
    const times = { againMs: finding.startMs, openedMs: finding.endMs, grownMs: finding.endMs };
    this.#state = { ...kept, ...times, earlier: distinct(before).slice(0, TOLD), isOver: false };
    this.add(finding);
  }

  /** Takes another finding. */
  add(finding: Finding): void {
    const { members, lastMs, foundMs = -Infinity, grownMs, adopted, againMs = -Infinity } = this.#state;
    const known = members.find((member) => isSame(member, finding));
    const next = nextOf(known, { finding, againMs });
    this.#state = {
      ...this.#state,
      members: known === undefined ? [...members, next] : members.map((member) => member === known ? next : member),
      grownMs: known === undefined ? finding.endMs : grownMs,
      lastMs: Math.max(lastMs, finding.endMs),
      foundMs: Math.max(foundMs, finding.endMs),
      adopted: adopted || finding.adopted,
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
   * Takes lines that have come since a message's first ones were called: it goes on where they have doubled, and is told by what they are each minute.
   * @param linesOf all lines of a message's present burst, and its start
   * @returns whether any has more than it was told with.
   */
  grow(source: string, nowMs: number, linesOf: (template: string) => BurstLines | null): boolean {
    const isMinute = nowMs % MINUTE_MS === 0;
    let hasGrown = false, hasDoubled = false;
    const members = this.#state.members.map((member) => {
      if (member.source !== source || !kindOf(member.kind).grows) return member;
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

  /** The incident in figures: those of its leading series. @param isOpen whether it goes on. */
  toEpisode(isOpen = true): Episode {
    const { kind, source, startMs, lastMs, adopted, againMs, earlier, muted } = this.#state;
    const template = this.#state.survivor ?? this.#state.template;
    const members = [...this.#state.members].sort((a, b) => a.startMs - b.startMs || a.perDay - b.perDay);
    const current = currentMembers({ members, againMs, isOpen });
    const leading = current.find((member) => isSame(member, { kind, source, template })) ?? current[0]!;
    const { actual, expected, lower, upper, perDay } = leading;
    const others = members.filter((member) => member !== leading).sort((a, b) => a.perDay - b.perDay);
    const told = new Set([leading, ...others.slice(0, TOLD - 1)]);
    const isTold = (message: Series) => members.some((member) => isSame(member, message));
    const contributors = (this.#state.contributors ?? []).filter((message) => !isTold(message));
    const related = (this.#state.related ?? []).filter((message) => {
      return !isTold(message) && !contributors.some((contributor) => isSame(contributor, message));
    });
    return {
      id: this.id,
      kind,
      source,
      template,
      startMs,
      endMs: lastMs,
      actual,
      expected,
      threshold: actual > expected && upper !== null && Number.isFinite(upper) ? upper : lower,
      score: scoreOf(perDay),
      parent: null,
      contributors: [...current, ...contributors].filter((message) => {
        return message.source === source && isMessage(message.template);
      }).slice(0, 3),
      incident: {
        members: members.filter((member) => told.has(member)),
        more: members.length - told.size,
        ...(contributors.length > 0 ? { contributors } : {}),
        ...(related.length > 0 ? { related } : {}),
        ...(againMs !== undefined && { againMs }),
        ...(earlier !== undefined && { earlier: earlier.filter((message) => !isTold(message)) }),
        adopted,
        isOpen,
        ...(muted ? { muted } : {}),
      },
    };
  }
}

/** What a series is known by; a kind says whether it is of errors alone, and whether of lines that are missing until they are back. */
type Series = Pick<IncidentMember, "source" | "template"> & Partial<Pick<IncidentMember, "kind">>;

function isSame(a: Series, b: Series): boolean {
  return a.source === b.source && a.template === b.template && areAlike(a.kind, b.kind);
}

/** Whether findings of these kinds are of one series, where both are known: that it has stopped is never a part of its flood. */
function areAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const one = kindOf(a as AnomalyKind), other = kindOf(b as AnomalyKind);
  return one.isOfErrors === other.isOfErrors && one.isHeld === other.isHeld;
}

/** Adds a member to the others, or to the one that has become the same series. */
function joined(members: HeldMember[], member: HeldMember): HeldMember[] {
  const same = members.findIndex((other) => isSame(other, member));
  return same < 0 ? [...members, member] : members.with(same, {
    ...moreTelling(members[same]!, member),
    endMs: Math.max(members[same]!.endMs, member.endMs),
  });
}

/** The first of each series: the rarest, or the one that did most. */
function distinct<Message extends Series>(messages: readonly Message[]): Message[] {
  return messages.filter((message, at) => messages.findIndex((other) => isSame(other, message)) === at);
}

/** Whether a message is rarer by now than what is known of it. */
function isNews(message: RelatedMessage, related: readonly RelatedMessage[]): boolean {
  return !related.some((known) => isSame(known, message) && known.share <= message.share) &&
    (related.length < RELATED || message.share < related.at(-1)!.share);
}

/** A finding that opens no incident, as an alarm. */
export function alarmOfFinding(finding: Finding): Alarm {
  return alarmOf(memberOf(finding), "");
}

/** What a finding says of the messages that did most to it. */
function contributorsOf({ source, contributors }: Finding): Pick<IncidentState, "contributors"> {
  return contributors === undefined ? {} : { contributors: contributors.map((message) => ({ source, ...message })) };
}

function memberOf(finding: Finding): HeldMember {
  const { kind, source, template, startMs, endMs, words, mostPerDay, learnedMs } = finding;
  const { actual, expected, lower, upper, perDay } = finding;
  const figures = { actual, expected, lower, upper: Number.isFinite(upper) ? upper : null, perDay };
  const said = {
    ...(words !== undefined && { words }),
    ...(mostPerDay !== undefined && { mostPerDay }),
    ...(learnedMs !== undefined && { learnedMs }),
  };
  const { isHeld } = kindOf(kind);
  const spanMs = endMs - countedFromMs(finding);
  return { kind, source, template, startMs, endMs, ...figures, spanMs, ...said, isHeld };
}

/** A series with a finding, of which it may be known already: figures of before its incident opened again say nothing of now. */
function nextOf(
  known: HeldMember | undefined,
  { finding, againMs }: { readonly finding: Finding; readonly againMs: number },
): HeldMember {
  const next = memberOf(finding);
  if (known === undefined) return next;
  return known.endMs > againMs ? moreTelling(known, next) : { ...next, startMs: known.startMs, againMs: next.startMs };
}

/** Whether a finding is expected less often than another one, or as seldom with more lines too many, or too few. */
function isRarer(one: HeldMember, than: HeldMember): boolean {
  if (one.perDay !== than.perDay) return one.perDay < than.perDay;
  return Math.abs(one.actual - one.expected) > Math.abs(than.actual - than.expected);
}

/** Figures of the finding that is expected less often, of the kind that it was first called by. */
function moreTelling(before: HeldMember, after: HeldMember): HeldMember {
  const isFirstCall = before.mostPerDay === undefined && after.mostPerDay !== undefined;
  const figures = isFirstCall || after.kind === before.kind && isRarer(after, before) ? after : before;
  const times = { startMs: Math.min(before.startMs, after.startMs), endMs: after.endMs };
  const againMs = after.startMs > before.endMs + PAUSE_MS ? after.startMs : before.againMs;
  return { ...figures, ...times, ...(againMs !== undefined && { againMs }), isHeld: after.isHeld };
}
