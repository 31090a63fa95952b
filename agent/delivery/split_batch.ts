import type { CounterBatch } from "../../core/counter_batch.ts";

/**
 * Two batches of the same number that are one together, templates before what counts them; undefined for a batch that can't be divided. A
 * counter's identity has its tags in it, so that parts overwrite nothing of each other.
 */
export function splitBatch(batch: CounterBatch): readonly [CounterBatch, CounterBatch] | undefined {
  const { points, templates, samples } = batch;
  const parts = [points, templates, samples].filter((part) => part.length > 0).length;
  if (templates.length > 0 && parts > 1) {
    return [{ ...batch, points: [], samples: [] }, { ...batch, templates: [] }];
  }
  if (points.length > 0 && samples.length > 0) return [{ ...batch, samples: [] }, { ...batch, points: [] }];
  const half = Math.ceil(Math.max(points.length, templates.length, samples.length) / 2);
  if (half === Math.max(points.length, templates.length, samples.length)) return undefined;
  const slice = (from: number, to?: number): CounterBatch => ({
    ...batch,
    points: points.slice(from, to),
    templates: templates.slice(from, to),
    samples: samples.slice(from, to),
  });
  return [slice(0, half), slice(half)];
}
