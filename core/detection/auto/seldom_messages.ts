import type { RelatedMessage } from "../../incident_facts.ts";
import { DROPS_FROM_HOUR } from "./learning_times.ts";
import type { SourceFrame } from "./source_frame.ts";
import { STRETCH_MS } from "./stretch_counts.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** A message is seldom when at most this share of stretches had this many lines of it. */
const SELDOM = 0.05;

/** A message with more lines than it has in most stretches. */
export type SeldomMessage = Omit<RelatedMessage, "source">;

/** Messages that are seldom seen, and had lines in the present stretch or in the one before; from a time on. None while little is known. */
export function seldomSince(
  sinceMs: number,
  messages: Iterable<readonly [template: string, watch: TemplateWatch]>,
  { tick, ticks }: SourceFrame,
): SeldomMessage[] {
  const { ms, perHour } = ticks;
  if (tick < DROPS_FROM_HOUR * perHour) return [];
  const watched = tick * ms / STRETCH_MS;
  return [...messages].flatMap(([template, { counts }]) => {
    const recent = counts.since(sinceMs).map(({ stretch, lines }) => {
      return { template, startMs: stretch * STRETCH_MS, lines, share: counts.shareOf(lines, watched) };
    });
    return recent.filter(({ share }) => share <= SELDOM);
  });
}
