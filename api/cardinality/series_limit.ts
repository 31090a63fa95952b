import type { CounterPoint } from "../../core/counter_batch.ts";
import { FNV_PRIME, FNV_SEED } from "../../core/fnv.ts";
import { OVERFLOW_ID } from "../../core/mining/templates/template.ts";
import { type Most, OTHER, type Overflow } from "./most.ts";

/** Which hosts of a source, and which series of all, are told apart since the api started. */
export class SeriesLimit {
  readonly #most: Most;
  readonly #onOverflow: (what: Overflow) => void;
  readonly #hosts = new Map<string, Set<string>>();
  /** Hashes of 52 bits: of half a million series two are taken for one once in 36,000 processes, which then have one more. */
  readonly #series = new Set<number>();

  constructor(most: Most, onOverflow: (what: Overflow) => void) {
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  /** The same lines in as many series as are allowed: the rest is counted under one host, or under the overflow template. */
  bounded(points: readonly CounterPoint[]): readonly CounterPoint[] {
    let isChanged = false;
    const bounded = points.map((point) => {
      const own = this.#withKnownSeries(this.#withKnownHost(point));
      isChanged ||= own !== point;
      return own;
    });
    return isChanged ? bounded : points;
  }

  #withKnownHost(point: CounterPoint): CounterPoint {
    let hosts = this.#hosts.get(point.source);
    if (hosts === undefined) this.#hosts.set(point.source, hosts = new Set());
    if (hosts.has(point.host)) return point;
    if (hosts.size < this.#most.hostsPerSource) {
      hosts.add(point.host);
      return point;
    }
    this.#onOverflow("hosts");
    return { ...point, host: OTHER };
  }

  #withKnownSeries(point: CounterPoint): CounterPoint {
    const hash = hashOf(`${point.source}\n${point.host}\n${point.level}\n${point.mode}\n${point.template}`);
    if (this.#series.has(hash)) return point;
    if (this.#series.size < this.#most.series) {
      this.#series.add(hash);
      return point;
    }
    this.#onOverflow("series");
    return { ...point, host: OTHER, template: OVERFLOW_ID };
  }
}

/** FNV-1a, twice from other beginnings. */
function hashOf(text: string): number {
  let low = FNV_SEED, high = 0x1b873593;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, FNV_PRIME);
    high = Math.imul(high ^ unit, FNV_PRIME);
  }
  return (high >>> 12) * 0x100000000 + (low >>> 0);
}
