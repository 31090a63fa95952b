import type { CounterBatch, CounterPoint } from "./counter_batch.ts";
import type { Mode } from "./mode.ts";

/** Names of a series: what all of its points have in common. */
export type PackedSeries = readonly [source: string, host: string, level: string, template: string, mode: Mode];

/** A slot's start, then place in the list of series and count of each of its points. */
export type PackedSlot = readonly number[];

/** Points as they travel: names once, numbers slot by slot. A week of history is 3 MB of JSON instead of 45. */
export interface PackedPoints {
  /** Each once. */
  readonly series: readonly PackedSeries[];
  /** In the order of the points. */
  readonly slots: readonly PackedSlot[];
}

/** The points in their order; those of one slot that follow each other share it. */
export function packPoints(points: readonly CounterPoint[]): PackedPoints {
  const places = new SeriesPlaces();
  const slots: number[][] = [];
  let slot: number[] = [];
  for (const point of points) {
    if (slot[0] !== point.slotMs) slots.push(slot = [point.slotMs]);
    slot.push(places.of(point), point.count);
  }
  return { series: places.series, slots };
}

/** The points that {@linkcode packPoints} was given, in their order. */
export function unpackPoints({ series, slots }: PackedPoints): CounterPoint[] {
  const points: CounterPoint[] = [];
  for (const slot of slots) {
    const slotMs = slot[0]!;
    for (let at = 1; at < slot.length; at += 2) {
      const [source, host, level, template, mode] = series[slot[at]!]!;
      points.push({ source, host, level, template, mode, slotMs, count: slot[at + 1]! });
    }
  }
  return points;
}

/** A batch as it is kept and sent. */
export interface PackedBatch extends Omit<CounterBatch, "points"> {
  /** Counters, packed. */
  readonly points: PackedPoints;
}

/** A batch as it is kept and sent. */
export function packBatch(batch: CounterBatch): PackedBatch {
  return { ...batch, points: packPoints(batch.points) };
}

/** The batch that {@linkcode packBatch} was given; one of an earlier version, whose points are a list, as it is. */
export function unpackBatch({ points, ...batch }: PackedBatch | CounterBatch): CounterBatch {
  return { ...batch, points: "slots" in points ? unpackPoints(points) : points };
}

/** Numbers series in the order in which they come. */
class SeriesPlaces {
  readonly series: PackedSeries[] = [];
  readonly #places = new Map<string, number>();
  /** The last place of each template: most have one. */
  readonly #last = new Map<string, number>();

  of(point: CounterPoint): number {
    const last = this.#last.get(point.template);
    if (last !== undefined && isOf(this.series[last]!, point)) return last;
    const place = this.#known(point);
    this.#last.set(point.template, place);
    return place;
  }

  #known({ source, host, level, template, mode }: CounterPoint): number {
    const series = [source, host, level, template, mode] as const;
    const key = JSON.stringify(series);
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, place = this.series.push(series) - 1);
    return place;
  }
}

function isOf([source, host, level, , mode]: PackedSeries, point: CounterPoint): boolean {
  return level === point.level && host === point.host && mode === point.mode && source === point.source;
}
