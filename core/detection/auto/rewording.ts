import { stretchBefore } from "./stretch_counts.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** Both have as many lines, by this ratio at most; of so many at least that tells something. */
const ALIKE = 2, LEAST_LINES = 6;
/** A message that has had no line for as long as so many would have come is over itself. */
const MOST_MISSED = 4;
/** A message that takes another one's place is new, or comes after an absence as seldom as this: what comes and goes all the time takes nobody's place. */
const RARE_PER_DAY = 2;

/** Messages of a source. */
export interface SourceWatches extends Iterable<readonly [template: string, watch: TemplateWatch]> {
  get(template: string): TemplateWatch | undefined;
}

/** When it is, by ticks and by traffic that has passed, and what is expected of a message, in lines a millisecond. */
export interface Now {
  readonly tick: number;
  readonly passed: number;
  rateOf(watch: TemplateWatch): number;
}

/** Whether a message is new, or comes after an absence, and is no error. */
export function isComing(watch: TemplateWatch, tick: number): boolean {
  return watch.presence !== null && watch.burst!.isSevere !== true && watch.presencesPerDay(tick) <= RARE_PER_DAY;
}

/** How far a message that comes is from having as many lines as another one has, or lacks, a millisecond: the log of their ratio; Infinity where they are not alike, or too few. */
export function apartBy({ presence, counts, lastMs }: TemplateWatch, rate: number, endMs: number): number {
  if (rate * (endMs - lastMs!) > MOST_MISSED) return Infinity;
  const { startMs, lines } = presence!, lateMs = Math.max(startMs, stretchBefore(endMs));
  // Of late, and since it came.
  const counted = [{ lines: counts.linesSince(lateMs), sinceMs: lateMs }, { lines, sinceMs: startMs }];
  const apart = counted.filter(({ lines, sinceMs }) => lines >= LEAST_LINES && sinceMs < endMs)
    .map(({ lines, sinceMs }) => Math.abs(Math.log(lines / (endMs - sinceMs) / rate)));
  const least = Math.min(...apart);
  return least <= Math.log(ALIKE) ? least : Infinity;
}
