import type { Finding } from "../incidents/finding.ts";
import { stretchBefore } from "./stretch_counts.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** A message that takes another one's place comes at most so long before that is known to have ceased. */
const BEFORE_MS = 3_600_000;
/** Both have as many lines, by this ratio at most; of so many at least that tells something. */
const ALIKE = 2, LEAST_LINES = 6;
/** It is new, or comes after an absence as seldom as this: what comes and goes all the time takes nobody's place. */
const RARE_PER_DAY = 2;

/** Messages of a source. */
export interface SourceWatches extends Iterable<readonly [template: string, watch: TemplateWatch]> {
  get(template: string): TemplateWatch | undefined;
}

/** When it is, by ticks, and what is expected of a message, in lines a millisecond. */
export interface Now {
  readonly tick: number;
  rateOf(watch: TemplateWatch): number;
}

/**
 * The message that has taken the place of one that is missing, if any: it is new, or back after an absence, since that ceased, and has as many lines as
 * that lacks, as when a release says the same in other words.
 * @param finding too few lines of a message, or none
 */
export function successorOf(finding: Finding, messages: SourceWatches, now: Now): string | undefined {
  const { template, startMs, endMs, spanMs = endMs - startMs, actual, expected } = finding;
  if (actual >= expected || spanMs <= 0) return undefined;
  // Of what is missing by a gap its rate is not in the finding.
  const gone = actual === 0 ? messages.get(template) : undefined;
  const lacking = Math.max((expected - actual) / spanMs, gone === undefined ? 0 : now.rateOf(gone));
  let best: string | undefined, apart = Math.log(ALIKE);
  for (const [other, watch] of messages) {
    if (other === template || !isComing(watch, now.tick) || watch.presence!.startMs < startMs - BEFORE_MS) continue;
    for (const rate of presentRates(watch, endMs)) {
      const ratio = Math.abs(Math.log(rate / lacking));
      if (ratio > apart) continue;
      best = other;
      apart = ratio;
    }
  }
  return best;
}

/** Whether a message is new, or comes after an absence, and is no error. */
function isComing(watch: TemplateWatch, tick: number): boolean {
  return watch.presence !== null && watch.burst!.isSevere !== true && watch.presencesPerDay(tick) <= RARE_PER_DAY;
}

/** Lines a millisecond of late, and since it came; without what is of too few lines. */
function presentRates({ presence, counts }: TemplateWatch, endMs: number): number[] {
  const { startMs, lines } = presence!, lateMs = Math.max(startMs, stretchBefore(endMs));
  const counted = [{ lines: counts.linesSince(lateMs), sinceMs: lateMs }, { lines, sinceMs: startMs }];
  return counted.filter(({ lines, sinceMs }) => lines >= LEAST_LINES && sinceMs < endMs)
    .map(({ lines, sinceMs }) => lines / (endMs - sinceMs));
}
