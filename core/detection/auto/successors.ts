import type { Finding } from "../incidents/finding.ts";
import { apartBy, isComing, type Now, type SourceWatches } from "./rewording.ts";

/** A message that takes another one's place comes at most so long before that is known to have ceased, or so many of its lines. */
const BEFORE_MS = 600_000, MOST_BETWEEN = 5;

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
  const sinceMs = startMs - Math.max(BEFORE_MS, MOST_BETWEEN / lacking);
  let best: string | undefined, least = Infinity;
  for (const [other, watch] of messages) {
    if (other === template || !isComing(watch, now.tick) || watch.presence!.startMs < sinceMs) continue;
    const apart = apartBy(watch, lacking, endMs);
    if (apart >= least) continue;
    best = other;
    least = apart;
  }
  return best;
}
