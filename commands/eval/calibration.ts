import { AlertBudget } from "../../core/detection/auto/alert_budget.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { IncidentMember } from "../../core/incident_facts.ts";

/** How many findings there are against how many the budget allows. */
export interface Calibration {
  /** False findings a day that are wanted, and the most that are to be expected while the models hold. */
  readonly wanted: number;
  readonly bound: number;
  /** Incidents that were seen, false ones or not, and in how many days. */
  readonly seen: number;
  readonly days: number;
  /** Findings by how much seldomer than called for: the stated chance is at most that share of the most that is called of its kind. */
  readonly findings: readonly FindingsBelow[];
  /** By kind of finding, at most this many like one may be expected a day for it to be called: the newest one's threshold. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Whether there are no more findings near the threshold, and no more incidents labelled false, than chance allows; null: too little was seen. */
  readonly holds: boolean | null;
}

/** Findings of one stretch of chances. */
export interface FindingsBelow {
  readonly share: number;
  readonly count: number;
  /** The most that are to be expected of them by chance. */
  readonly most: number;
}

const DAY_MS = 86_400_000;
const SHARES = [1, 0.1, 0.01, 0.001];
/** Where chance gives this many or more more seldom than this, it is not chance. */
const LEAST_PROBABLE = 0.01;
/** The least share of the budget that tests of one sort have together, see `alert_budget.ts`. */
const LEAST_SHARE = 0.12;
/** In less time nothing is said. */
const LEAST_MS = DAY_MS / 4;

/**
 * Compares what findings state of their chance with how many there are. While all is well, stated chances are spread evenly up to the threshold, so
 * that nine of ten false findings are near it: real incidents are far from it. Where a finding does not know its threshold, as those of earlier versions, that of
 * its kind is taken as the largest chance that one of them has, and no smaller than the least part that a test of this many series can have.
 *
 * @param options `spanMs`: how long was watched, milliseconds; `series`: how many there are.
 */
export function calibrate(
  anomalies: readonly Anomaly[],
  { perDay, spanMs, series }: { readonly perDay: number; readonly spanMs: number; readonly series: number },
): Calibration {
  const { bound } = new AlertBudget(perDay);
  const days = spanMs / DAY_MS;
  const incidents = anomalies.filter(({ parent }) => parent === null);
  const shares = sharesOf(incidents, LEAST_SHARE * bound / Math.max(1, series));
  const below = (share: number) => shares.filter((each) => each <= share).length;
  const findings = SHARES.map((share) => ({ share, count: below(share), most: bound * days * share }));
  const near = below(1) - below(0.1), wrong = incidents.filter(({ label }) => label === "false").length;
  const holds = isPlausible(near, 0.9 * bound * days) && isPlausible(wrong, bound * days);
  const calibrated = { days, findings, thresholds: thresholdsOf(incidents), holds: spanMs < LEAST_MS ? null : holds };
  return { wanted: perDay, bound, seen: incidents.length, ...calibrated };
}

/**
 * Whether it was a budget by which anomalies were called: the sigma detector has none, and neither have silent agents. Where there are no
 * anomalies, it is taken to be.
 */
export function isByBudget(anomalies: readonly Anomaly[]): boolean {
  if (anomalies.length === 0) return true;
  return anomalies.some(({ incident }) => incident?.members.some(({ words }) => words === undefined));
}

/** How far below its threshold a finding is, as a share of it, 0 to 1; null where it does not know its threshold. */
export function shareOfThreshold({ perDay, mostPerDay }: IncidentMember): number | null {
  return mostPerDay === undefined ? null : Math.min(1, perDay / mostPerDay);
}

/** The thresholds of each kind's newest finding. */
function thresholdsOf(incidents: readonly Anomaly[]): Record<string, number> {
  const members = incidents.flatMap(({ incident }) => incident?.members ?? []).sort((a, b) => a.endMs - b.endMs);
  return Object.fromEntries(
    members.flatMap(({ kind, mostPerDay }) => mostPerDay === undefined ? [] : [[kind, mostPerDay]]),
  );
}

/** Each finding's chance as a share of its threshold. */
function sharesOf(incidents: readonly Anomaly[], least: number): number[] {
  const members = incidents.flatMap(({ incident }) => incident?.members ?? []);
  const known = members.map(shareOfThreshold).filter((share) => share !== null);
  const others = members.filter(({ mostPerDay, words }) => mostPerDay === undefined && words === undefined);
  return [...known, ...sharesOfLargest(others, least)];
}

/** Each chance as a share of the largest of its kind. */
function sharesOfLargest(members: readonly IncidentMember[], least: number): number[] {
  return [...Map.groupBy(members, ({ kind }) => kind).values()].flatMap((ofKind) => {
    const most = Math.max(least, ...ofKind.map(({ perDay }) => perDay));
    return ofKind.map(({ perDay }) => perDay / most);
  });
}

/** Whether this many come by chance where at most `mean` are expected: the upper tail of Poisson's distribution. */
function isPlausible(count: number, mean: number): boolean {
  let term = Math.exp(-mean), below = 0;
  for (let at = 0; at < count; at++) {
    below += term;
    term *= mean / (at + 1);
  }
  return 1 - below >= LEAST_PROBABLE;
}
