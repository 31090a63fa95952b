import type { AgentMessage } from "../../core/agent_message.ts";
import type { CounterBatch, CounterPoint } from "../../core/counter_batch.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { MOST_AHEAD_MS, WATERMARK_AHEAD_MS } from "../../core/time_bounds.ts";

/** Far more lines than one agent reads in a slot; sums of them stay exact. */
const MOST_LINES = 1_000_000_000;

/** An agent's message without what is out of bounds. */
export interface BoundedMessage {
  readonly batch: CounterBatch | null;
  readonly heartbeats: readonly Heartbeat[];
  /** Lines of the points that are left out. */
  readonly rejected: number;
  /** Why something is left out, each reason once; empty where nothing is. */
  readonly reasons: readonly string[];
}

/**
 * Leaves out what no honest agent says: counts above a milliard, times more than a day ahead of `nowMs`. Each is refused alone, and so is what is of no source in `sources`. A watermark
 * that is ahead by less is taken for a minute ahead: that much is true too.
 */
export function boundedMessage(
  { batch, heartbeats }: AgentMessage,
  { nowMs, sources }: { readonly nowMs: number; readonly sources: ReadonlySet<string> },
): BoundedMessage {
  const reasons = new Set<string>();
  const latestMs = nowMs + MOST_AHEAD_MS;
  const isInTime = (what: string, timesMs: readonly (number | null)[]) => {
    const late = timesMs.find((timeMs) => timeMs !== null && timeMs > latestMs);
    if (late === undefined || late === null) return true;
    reasons.add(
      `Cannot store ${what} of "${timeText(late)}": expected at most a day after the api's "${timeText(nowMs)}"`,
    );
    return false;
  };
  const isAdmitted = ({ source }: { readonly source: string }) => {
    if (sources.has(source)) return true;
    reasons.add(`Cannot store lines of source "${source.slice(0, 100)}": this api has as many sources as it may`);
    return false;
  };
  const isPlausible = ({ count }: CounterPoint) => {
    if (count <= MOST_LINES) return true;
    reasons.add(`Cannot store a count of "${count}" lines: expected at most ${MOST_LINES}`);
    return false;
  };
  const points =
    batch?.points.filter((point) => isPlausible(point) && isInTime("lines", [point.slotMs]) && isAdmitted(point)) ?? [];
  const kept: CounterBatch | null = batch && {
    ...batch,
    points,
    templates: batch.templates.filter((each) => isInTime("a template", [each.firstSeenMs]) && isAdmitted(each)),
    samples: batch.samples.filter((each) => isInTime("a sample", [each.atMs]) && isAdmitted(each)),
  };
  const beating = heartbeats.filter((each) => {
    const { watermarkMs, sinceMs, firstLiveMs } = each;
    return isInTime("a heartbeat", [watermarkMs, sinceMs, firstLiveMs]) && isAdmitted(each);
  });
  return {
    batch: kept,
    heartbeats: beating.map((each) => ({
      ...each,
      watermarkMs: Math.min(each.watermarkMs, nowMs + WATERMARK_AHEAD_MS),
    })),
    rejected: Math.min(Number.MAX_SAFE_INTEGER, linesOf(batch?.points ?? []) - linesOf(points)),
    reasons: [...reasons].slice(0, 10),
  };
}

function linesOf(points: readonly CounterPoint[]): number {
  return points.reduce((sum, { count }) => sum + count, 0);
}

function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
