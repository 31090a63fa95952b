import type { Finding } from "../incidents/finding.ts";
import { apartBy, isComing, type Now, type SourceWatches } from "./rewording.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** The last line of a message comes so long after the first of the one that takes its place at most: instances are replaced one by one. */
const OVERLAP_MS = 300_000;
/** And so many of its lines before that at most; it lacks so many by now. */
const MOST_BETWEEN = 3, LEAST_LACKING = 5;
/** -log of the probability of a gap as long as its present one, by its own gaps, nats. */
const LEAST_AWAY = 3;

/**
 * The message whose place a new one has taken, or one that is back, if any: that one has fallen silent as this one came, for longer than it uses to be, with as many lines
 * as this one has. It may be long until its silence is a finding by itself.
 * @param finding more lines of a message
 */
export function predecessorOf(finding: Finding, messages: SourceWatches, now: Now): string | undefined {
  const { template, endMs, actual, expected } = finding;
  const watch = messages.get(template);
  if (actual <= expected || watch === undefined || !isComing(watch, now.tick)) return undefined;
  for (const [other, gone] of messages) {
    if (other !== template && hasGone(gone, watch.presence!.startMs, { endMs, now })) {
      if (apartBy(watch, now.rateOf(gone), endMs) < Infinity) return other;
    }
  }
  return undefined;
}

/** Whether a message fell silent when another one came. */
function hasGone(
  watch: TemplateWatch,
  cameMs: number,
  { endMs, now }: { readonly endMs: number; readonly now: Now },
): boolean {
  const { lastMs } = watch;
  if (lastMs === null || lastMs - cameMs > OVERLAP_MS) return false;
  const rate = now.rateOf(watch);
  return rate * (cameMs - lastMs) <= MOST_BETWEEN && rate * (endMs - Math.max(cameMs, lastMs)) >= LEAST_LACKING &&
    watch.silence.awayNats(now) >= LEAST_AWAY;
}
