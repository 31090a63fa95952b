import type { Contributor } from "../figures/episode_figures.ts";
import { sum } from "../../sum.ts";
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
  /** When the source was watched first, epoch milliseconds. @default {long ago} */
  readonly begunMs?: number;
}

/**
 * The messages that did most to a change of all lines, by their lines in the last five to ten minutes of it against what is expected of
 * each at the usual traffic: of all together no more than that, as messages of a young log have learned what all its lines have not.
 */
export function contributorsTo(
  { startMs, endMs, isRise, usual, tickMs, firstTick, begunMs = -Infinity, most = Infinity }: WholeChange,
  messages: Iterable<readonly [template: string, watch: TemplateWatch]>,
): Contributor[] {
  const fromMs = Math.max(startMs, endMs - 2 * STRETCH_MS);
  const since = Math.ceil(fromMs / STRETCH_MS) * STRETCH_MS;
  const countedMs = since < endMs ? since : Math.floor(fromMs / STRETCH_MS) * STRETCH_MS;
  const spanMs = endMs - Math.max(countedMs, begunMs);
  const told = [...messages].map(([template, { counts, level, born }]) => {
    return { template, actual: counts.linesSince(countedMs), usual: born >= firstTick ? 0 : level.at(usual) };
  });
  const share = Math.min(1, usual / sum(told.map((message) => message.usual)));
  const changes = told.map(({ template, actual, usual }) => {
    const expected = spanMs * Math.min(most, share * usual / tickMs);
    return { template, actual, expected, change: isRise ? actual - expected : expected - actual };
  }).filter(({ change }) => change > 0).sort((a, b) => b.change - a.change);
  const all = changes.reduce((sum, { change }) => sum + change, 0);
  return changes.slice(0, NAMED).filter(({ change }) => change >= LEAST_SHARE * all)
    .map(({ template, actual, expected }) => ({ template, actual, expected, spanMs }));
}
