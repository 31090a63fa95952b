import type { CounterPoint } from "../../core/counter_batch.ts";

/** New series take about 30 us each, points of known ones 1 us. */
const LEAST_POINTS = 2_000;
const MOST_POINTS = 20_000;
const MOST_SERIES = 2_000;

/**
 * Points in parts that are written at once: a store in this process serves nobody else meanwhile, and each part costs a commit. Of a log's past, whose points are of
 * few series, a part is ten times as long as of many series.
 */
export function* pointParts(points: readonly CounterPoint[]): Generator<readonly CounterPoint[]> {
  const templates = new Set<string>(), hosts = new Set<string>();
  let from = 0;
  for (let at = 0; at < points.length; at++) {
    const held = at - from;
    if (held >= MOST_POINTS || held >= LEAST_POINTS && templates.size * hosts.size > MOST_SERIES) {
      yield points.slice(from, at);
      from = at;
      templates.clear();
      hosts.clear();
    }
    templates.add(points[at]!.template);
    hosts.add(points[at]!.host);
  }
  if (from < points.length) yield from === 0 ? points : points.slice(from);
}
