import type { SampleLine } from "../../core/counter_batch.ts";
import { fnv32 } from "../../core/fnv.ts";
import { SAMPLES_PER_TEMPLATE } from "../ports/templates.ts";

/** A sample line and the place of its template's ring that it takes, from 0 to `SAMPLES_PER_TEMPLATE` - 1. */
export interface PlacedSample {
  readonly sample: SampleLine;
  readonly place: number;
}

/**
 * Which lines the samples of each template are, so that a newer line takes the oldest one's place and the database never holds
 * more than `SAMPLES_PER_TEMPLATE` of a template. Of a line only time and hash are kept.
 */
export class SampleRings {
  readonly #rings = new Map<string, (Place | undefined)[]>();

  /** How many templates it knows. */
  get size(): number {
    return this.#rings.size;
  }

  /** Takes over what the database holds. */
  load({ sample, place }: PlacedSample): void {
    this.#ring(sample)[place] = placeOf(sample);
  }

  /** Gives each sample a place; one that is there already, or is older than all of a full ring, gets none. */
  place(samples: readonly SampleLine[]): PlacedSample[] {
    const placed = new Map<string, PlacedSample>();
    for (const sample of samples) {
      const ring = this.#ring(sample);
      const next = placeOf(sample);
      if (ring.some((taken) => taken?.atMs === next.atMs && taken.hash === next.hash)) continue;
      const place = oldestPlace(ring);
      if (ring[place] !== undefined && ring[place].atMs > next.atMs) continue;
      ring[place] = next;
      placed.set(JSON.stringify([sample.source, sample.template, place]), { sample, place });
    }
    return [...placed.values()];
  }

  #ring({ source, template }: SampleLine): (Place | undefined)[] {
    const key = JSON.stringify([source, template]);
    let ring = this.#rings.get(key);
    if (ring === undefined) this.#rings.set(key, ring = Array(SAMPLES_PER_TEMPLATE).fill(undefined));
    return ring;
  }
}

interface Place {
  readonly atMs: number;
  readonly hash: number;
}

function placeOf({ atMs, line }: SampleLine): Place {
  return { atMs, hash: fnv32(line) };
}

function oldestPlace(ring: readonly (Place | undefined)[]): number {
  let oldest = 0;
  for (const [place, taken] of ring.entries()) {
    if (taken === undefined) return place;
    if (taken.atMs < ring[oldest]!.atMs) oldest = place;
  }
  return oldest;
}
