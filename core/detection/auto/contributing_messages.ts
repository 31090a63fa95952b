import type { Contributor } from "../figures/episode_figures.ts";
import { STRETCH_MS } from "./stretch_counts.ts";
import type { TemplateWatch } from "./template_watch.ts";

/** How many messages are named. */
const NAMED = 5;
/** A message did much when so much of the whole change is its own. */
const LEAST_SHARE = 0.05;

/** A change of all lines, as far as it can be laid to single messages. */
export interface WholeChange {
  readonly startMs: number;
  readonly endMs: number;
  /** Whether there are more lines than expected, or fewer. */
  readonly isRise: boolean;
  /** Lines of all messages that would be usual in a tick. */
  readonly usual: number;
  /** Length of a tick, milliseconds. */
  readonly tickMs: number;
  /** Lines a millisecond that are expected of all these messages together, and so the most of one. @default {what is usual of each} */
  readonly most?: number;
  /** Of a message that has come first since this tick none is expected: it is learned as it is. */
  readonly firstTick: number;
}

/**
 * The messages that did most to a change of all lines, by their lines in the last five to ten minutes of it against what is expected of
 * each at the usual traffic.
 */
export function contributorsTo(
  { startMs, endMs, isRise, usual, tickMs, firstTick, most = Infinity }: WholeChange,
  messages: Iterable<readonly [template: string, watch: TemplateWatch]>,
): Contributor[] {
  const fromMs = Math.max(startMs, endMs - 2 * STRETCH_MS);
  const since = Math.ceil(fromMs / STRETCH_MS) * STRETCH_MS;
  const countedMs = since < endMs ? since : Math.floor(fromMs / STRETCH_MS) * STRETCH_MS;
  const spanMs = endMs - countedMs;
  const changes = [...messages].map(([template, { counts, level, born }]) => {
    const actual = counts.linesSince(countedMs);
    const expected = born >= firstTick ? 0 : spanMs * Math.min(most, level.at(usual) / tickMs);
    return { template, actual, expected, change: isRise ? actual - expected : expected - actual };
  }).filter(({ change }) => change > 0).sort((a, b) => b.change - a.change);
  const all = changes.reduce((sum, { change }) => sum + change, 0);
  return changes.slice(0, NAMED).filter(({ change }) => change >= LEAST_SHARE * all)
    .map(({ template, actual, expected }) => ({ template, actual, expected, spanMs }));
}
