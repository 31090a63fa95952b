import type { CounterPoint } from "../../core/counter_batch.ts";

/** Points of one identity are one: the later would overwrite the earlier. */
export function joinedPoints(points: readonly CounterPoint[]): CounterPoint[] {
  const sums = new Map<string, { -readonly [Key in keyof CounterPoint]: CounterPoint[Key] }>();
  for (const point of points) {
    const { source, host, level, template, mode, slotMs } = point;
    const identity = `${slotMs}\n${mode}\n${source}\n${host}\n${level}\n${template}`;
    const sum = sums.get(identity);
    if (sum === undefined) sums.set(identity, { ...point });
    else sum.count += point.count;
  }
  return [...sums.values()];
}
