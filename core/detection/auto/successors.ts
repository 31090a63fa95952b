import type { Finding } from "../incidents/finding.ts";
import { stretchBefore } from "./stretch_counts.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** A message that takes another one's place began at most so long before that is known to have ceased. */
const BEFORE_MS = 3_600_000;
/** It has as many lines as the other lacks, by this ratio at most, and this many at least. */
const ALIKE = 2, LEAST_LINES = 10;
/** It is new, or has begun as seldom as this: what comes and goes all the time takes nobody's place. */
const RARE_PER_DAY = 2;

/**
 * The message that has taken the place of one that is missing, if any: it began, or is back, when that ceased, and has as many lines as that lacks, as
 * when a release says the same in other words.
 * @param finding too few lines of a message, or none
 * @param tick the present one
 */
export function successorOf(
  finding: Finding,
  messages: Iterable<readonly [template: string, watch: TemplateWatch]>,
  tick: number,
): string | undefined {
  const { startMs, endMs, spanMs = endMs - startMs, actual, expected } = finding;
  if (actual >= expected || spanMs <= 0) return undefined;
  const lacking = (expected - actual) / spanMs;
  let best: string | undefined, apart = Math.log(ALIKE);
  for (const [template, watch] of messages) {
    const { burst, counts } = watch;
    if (template === finding.template || burst === null || burst.startMs < startMs - BEFORE_MS) continue;
    if (!burst.isNew && watch.burstsPerDay(tick) > RARE_PER_DAY) continue;
    const fromMs = Math.max(burst.startMs, stretchBefore(endMs));
    const lines = counts.linesSince(fromMs);
    if (lines < LEAST_LINES || fromMs >= endMs) continue;
    const ratio = Math.abs(Math.log(lines / (endMs - fromMs) / lacking));
    if (ratio > apart) continue;
    best = template;
    apart = ratio;
  }
  return best;
}
