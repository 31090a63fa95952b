import type { CounterPoint } from "../../core/counter_batch.ts";
import { OVERFLOW_ID } from "../../core/mining/templates/template.ts";
import type { CountedSeries, SeriesStore } from "../../store/ports/series.ts";
import { LoadedOnce } from "./loaded_once.ts";
import { type Most, OTHER, type Overflow } from "./most.ts";
import { seriesHash } from "./series_hash.ts";

/** Which hosts of a source, and which series of all, are told apart: those that the store knows, and others as long as there is room. */
export class SeriesLimit {
  readonly #store: SeriesStore;
  readonly #most: Most;
  readonly #onOverflow: (what: Overflow) => void;
  readonly #begun = new LoadedOnce<void>();
  readonly #hosts = new Map<string, Set<string>>();
  /** Hashes: two that are taken for one have one more. */
  readonly #series = new Set<number>();

  constructor(
    store: SeriesStore,
    { most, onOverflow }: { readonly most: Most; readonly onOverflow: (what: Overflow) => void },
  ) {
    this.#store = store;
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  /**
   * The same lines in as many series as are allowed: the rest is counted under one host, or under the overflow template.
   *
   * @throws {StoreUnavailableError} while it is not known which there are.
   */
  async bounded(points: readonly CounterPoint[]): Promise<readonly CounterPoint[]> {
    await this.#begun.get(() => this.#begin());
    let isChanged = false;
    const bounded = points.map((point) => {
      const own = this.#withKnownSeries(this.#withKnownHost(point));
      isChanged ||= own !== point;
      return own;
    });
    return isChanged ? bounded : points;
  }

  #begin(): Promise<void> {
    return this.#store.countedSeries((known) => {
      for (const series of known) this.#know(series);
    });
  }

  #know(series: CountedSeries): void {
    this.#hostsOf(series.source).add(series.host);
    if (this.#series.size < this.#most.series) this.#series.add(hashOf(series));
  }

  #hostsOf(source: string): Set<string> {
    let hosts = this.#hosts.get(source);
    if (hosts === undefined) this.#hosts.set(source, hosts = new Set());
    return hosts;
  }

  #withKnownHost(point: CounterPoint): CounterPoint {
    const hosts = this.#hostsOf(point.source);
    if (hosts.has(point.host)) return point;
    if (hosts.size < this.#most.hostsPerSource) {
      hosts.add(point.host);
      return point;
    }
    this.#onOverflow("hosts");
    return { ...point, host: OTHER };
  }

  #withKnownSeries(point: CounterPoint): CounterPoint {
    const hash = hashOf(point);
    if (this.#series.has(hash)) return point;
    if (this.#series.size < this.#most.series) {
      this.#series.add(hash);
      return point;
    }
    this.#onOverflow("series");
    return { ...point, host: OTHER, template: OVERFLOW_ID };
  }
}

function hashOf({ source, host, level, mode, template }: CountedSeries): number {
  return seriesHash(`${source}\n${host}\n${level}\n${mode}\n${template}`);
}
