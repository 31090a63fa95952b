import { fairShare } from "../../statistics/fair_share.ts";
import { kindOf } from "../kinds/kinds.ts";
import { isStop } from "../is_stop.ts";
import type { Finding } from "./finding.ts";

const DAY_MS = 86_400_000;
/** What is found of a series within so long of its first finding is one occurrence: a bad afternoon is one. */
const OCCURRENCE_MS = 21_600_000;
/** How often something occurs is told by about this many days, and half a day is added to what was watched. */
const MEMORY_DAYS = 7, PRIOR_DAYS = 0.5;
/** Least mean evidence, nats: so much is what a right model gives. */
const LEAST_MEAN = 1;
/** How many letters of a series' key say which sort of test sees it. */
const SORTS = 4;
/** This many series of a source are remembered. */
const MOST_SERIES = 200;

/** What a series' findings have come to. */
interface Recurrence {
  /** How many there were, older ones for less, and how much evidence they had together, nats. */
  readonly times: number;
  readonly evidence: number;
  /** How many opened an incident, or would have; the others joined one. */
  readonly opened: number;
  /** The last one: when it began, the most evidence of it, whether that was enough to open an incident, and whether it was one of those. */
  readonly atMs: number;
  readonly peak: number;
  readonly isTold: boolean;
  readonly isOpening: boolean;
  /** Whether other logs deviated with it, so that it says nothing of how often this series does so by itself. @default false */
  readonly isShared?: boolean;
}

/** How a finding came. */
interface Occasion {
  readonly watchedMs: number;
  readonly isOpening: boolean;
}

/** A finding of a series. */
interface Sighting {
  readonly endMs: number;
  /** Nats. */
  readonly evidence: number;
  readonly isOpening: boolean;
  /** When its source was first watched. */
  readonly bornMs: number;
}

/** What is kept of the recurrences of a source, a JSON value. */
export type RecurrenceState = ReturnType<Recurrences["stateOf"]>;

/** A source's series, and when it was first watched. */
interface OfSource {
  bornMs: number;
  readonly series: Map<string, Recurrence>;
}

/**
 * How often findings of each series have occurred. A model says how seldom something comes by chance; what comes each day all the same is how
 * the system is, and is told no more often than the budget allows. All series share that alike, by how often each opens incidents: what occurs more seldom
 * than its share is always told, as is what occurs for the first time and what has stopped; what does so more often, where its evidence is as much rarer
 * among its own (an exponential tail).
 */
export class Recurrences {
  readonly #perDay: number;
  readonly #sources = new Map<string, OfSource>();

  /** @param perDay incidents a day that are bearable. */
  constructor(perDay = Infinity) {
    this.#perDay = perDay;
  }

  /**
   * Takes a finding. Returns whether it may open an incident.
   * @param seen `watchedMs`: for how long its source was watched; `isOpening`: whether it would open one, and not join
   */
  take(finding: Finding, { watchedMs, isOpening }: Occasion): boolean {
    if (isStop(finding)) return true;
    const { endMs } = finding;
    const source = this.#sources.get(finding.source) ?? { bornMs: Infinity, series: new Map<string, Recurrence>() };
    this.#sources.set(finding.source, source);
    source.bornMs = Math.min(source.bornMs, endMs - watchedMs);
    const key = keyOf(finding), before = source.series.get(key);
    const sighting = { endMs, evidence: evidenceOf(finding), isOpening, bornMs: source.bornMs };
    const next = before === undefined ? firstOf(sighting) : this.#next(before, sighting);
    source.series.set(key, next);
    if (source.series.size > MOST_SERIES) source.series.delete(rarestOf(source.series));
    return next.isTold;
  }

  /** The present occurrence of a series is part of what several logs show: a failure that comes twice is no noise. */
  share(series: Pick<Finding, "kind" | "source" | "template" | "endMs">): void {
    const key = keyOf(series), ofSource = this.#sources.get(series.source)?.series;
    const last = ofSource?.get(key);
    if (last === undefined || last.isShared === true) return;
    const sinceMs = series.endMs - last.atMs;
    if (sinceMs >= 0 && sinceMs < OCCURRENCE_MS) ofSource!.set(key, { ...last, isShared: true });
  }

  /** Templates of a source were merged into others. */
  rekey(source: string, replaced: ReadonlyMap<string, string>): void {
    const { series } = this.#sources.get(source) ?? {};
    for (const [key, recurrence] of series ?? []) {
      const into = replaced.get(key.slice(SORTS));
      if (into === undefined) continue;
      series!.delete(key);
      series!.set(key.slice(0, SORTS) + into, recurrence);
    }
  }

  /** What is kept of a source. */
  stateOf(source: string) {
    const { bornMs, series } = this.#sources.get(source) ?? { bornMs: Infinity, series: new Map<string, Recurrence>() };
    return { bornMs: Number.isFinite(bornMs) ? bornMs : null, series: [...series] };
  }

  /** Goes on from what was kept of a source. */
  restore(source: string, { bornMs, series }: RecurrenceState): void {
    this.#sources.set(source, { bornMs: bornMs ?? Infinity, series: new Map(series) });
  }

  #next(before: Recurrence, sighting: Sighting): Recurrence {
    const { endMs, evidence, isOpening } = sighting;
    if (endMs - before.atMs < OCCURRENCE_MS) {
      const sofar = before.peak + evidence;
      const isTold = before.isTold || this.#isRare(before, { ...sighting, evidence: sofar });
      const opened = before.opened + Number(isOpening && !before.isOpening);
      const sums = { evidence: before.evidence + evidence, peak: sofar, opened };
      return { ...before, ...sums, isTold, isOpening: before.isOpening || isOpening };
    }
    const own = ownOf(before), first = firstOf(sighting);
    if (own === null) return first;
    const kept = keptOf(own, endMs);
    return {
      ...first,
      times: kept * own.times + first.times,
      evidence: kept * own.evidence + first.evidence,
      opened: kept * own.opened + first.opened,
      isTold: this.#isRare(own, sighting),
    };
  }

  /** Whether what is known of a series makes another occurrence of so much evidence no more frequent than its share. */
  #isRare(recurrence: Recurrence, { endMs, evidence, bornMs }: Sighting): boolean {
    const { times, evidence: all } = recurrence;
    const perDay = keptOf(recurrence, endMs) * times / daysSince(bornMs, endMs);
    return perDay * Math.exp(-evidence / Math.max(LEAST_MEAN, all / times)) <= this.#share(endMs);
  }

  /** Incidents a day that each series may open. */
  #share(nowMs: number): number {
    const rates = [...this.#sources.values()].flatMap(({ bornMs, series }) => {
      const days = daysSince(bornMs, nowMs);
      return [...series.values()].map((recurrence) => keptOf(recurrence, nowMs) * recurrence.opened / days);
    });
    return fairShare(rates, this.#perDay);
  }
}

function firstOf({ endMs, evidence, isOpening }: Sighting): Recurrence {
  const last = { atMs: endMs, peak: evidence, isTold: true, isOpening };
  return { times: 1, evidence, opened: Number(isOpening), ...last };
}

/** What is known of a series by itself, without its last occurrence where other logs deviated with it; null where that is nothing. */
function ownOf(last: Recurrence): Recurrence | null {
  if (last.isShared !== true) return last;
  const times = last.times - 1;
  if (times <= 0) return null;
  return {
    ...last,
    times,
    evidence: Math.max(0, last.evidence - last.peak),
    opened: Math.max(0, last.opened - Number(last.isOpening)),
  };
}

/** What is left of what was counted by then. */
function keptOf({ atMs }: Recurrence, nowMs: number): number {
  return Math.exp(-Math.max(0, nowMs - atMs) / DAY_MS / MEMORY_DAYS);
}

/** Days by which is told how often something occurs. */
function daysSince(bornMs: number, nowMs: number): number {
  const watched = Math.max(0, nowMs - bornMs) / DAY_MS;
  return MEMORY_DAYS * (1 - Math.exp(-watched / MEMORY_DAYS)) + PRIOR_DAYS;
}

/** How much rarer it is than what its test calls, nats. */
function evidenceOf({ perDay, mostPerDay = perDay }: Finding): number {
  return perDay > 0 ? Math.max(0, Math.log(mostPerDay / perDay)) : 1000;
}

/** A series as one sort of test sees it: a message that is new may deviate in its rate tomorrow for the first time. */
function keyOf({ kind, template }: Pick<Finding, "kind" | "template">): string {
  const { isChange, isHeld, isOfErrors, lacks } = kindOf(kind);
  return [isChange, isHeld, isOfErrors, lacks].map(Number).join("") + template;
}

/** What has occurred least, or longest ago. */
function rarestOf(series: ReadonlyMap<string, Recurrence>): string {
  const latest = Math.max(...[...series.values()].map(({ atMs }) => atMs));
  const counts = [...series].map(([key, recurrence]) => [key, keptOf(recurrence, latest) * recurrence.times] as const);
  return counts.reduce((least, each) => each[1] < least[1] ? each : least)[0];
}
