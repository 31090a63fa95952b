import type { CounterPoint } from "../../core/counter_batch.ts";
import type { Connection, Parameters } from "./connection.ts";
import { INSERT_SERIES, INSERT_SOURCE, SERIES_EPOCH, SERIES_ID, SOURCE_ID } from "./queries.ts";

/** Numbers under which `counts` knows a point's source and series. */
export interface SeriesId {
  readonly source: number;
  readonly series: number;
}

/** A series that is remembered by its template alone: most templates have one. */
interface LastSeries {
  readonly id: SeriesId;
  readonly point: CounterPoint;
  readonly agent: string;
}

/**
 * Finds or makes the numbers of sources and series, and remembers the last ones: about a third of a write's time. What is
 * remembered never outlives the rows: it is dropped when a transaction is undone and when `emptySqliteStore()` of any process has
 * raised the epoch.
 */
export class SeriesIds {
  readonly #db: Connection;
  readonly #capacity: number;
  readonly #ids = new Map<string, SeriesId>();
  /** The last series of each template. */
  readonly #last = new Map<string, LastSeries>();
  #epoch = -1;

  /** @param options `capacity`: how many series are remembered, about 250 bytes each. */
  constructor(db: Connection, { capacity = 20_000 }: { readonly capacity?: number } = {}) {
    this.#db = db;
    this.#capacity = capacity;
  }

  /** Runs `work` in a transaction in which `of` may be used. */
  transaction(work: () => void): void {
    try {
      this.#db.transaction(() => {
        this.#forgetDeleted();
        work();
      });
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** The numbers of a point's series, which is inserted when it is new. */
  of(point: CounterPoint, agent: string): SeriesId {
    const last = this.#last.get(point.template);
    if (last !== undefined && last.agent === agent && isSameSeries(last.point, point)) return last.id;
    const id = this.#known(point, agent);
    this.#last.set(point.template, { id, point, agent });
    return id;
  }

  #known(point: CounterPoint, agent: string): SeriesId {
    const key = keyOf(point, agent);
    let id = this.#ids.get(key);
    if (id !== undefined) return id;
    if (this.#ids.size >= this.#capacity) this.#forget();
    this.#ids.set(key, id = this.#insert(point, agent));
    return id;
  }

  #insert({ source: name, host, level, template, mode }: CounterPoint, agent: string): SeriesId {
    const source = this.#find(SOURCE_ID, INSERT_SOURCE, { name });
    return { source, series: this.#find(SERIES_ID, INSERT_SERIES, { source, host, level, template, agent, mode }) };
  }

  #find(select: string, insert: string, values: Parameters): number {
    const found = this.#db.first<{ id: number }>(select, values);
    if (found !== undefined) return found.id;
    this.#db.run(insert, values);
    return this.#db.first<{ id: number }>(select, values)!.id;
  }

  #forgetDeleted(): void {
    const { epoch } = this.#db.first<{ epoch: number }>(SERIES_EPOCH)!;
    if (epoch === this.#epoch) return;
    this.#forget();
    this.#epoch = epoch;
  }

  #forget(): void {
    this.#ids.clear();
    this.#last.clear();
  }
}

function isSameSeries(one: CounterPoint, other: CounterPoint): boolean {
  return one.level === other.level && one.host === other.host && one.source === other.source &&
    one.mode === other.mode && one.template === other.template;
}

/** Lengths first, so that no two series share a key whatever characters are in their names. */
function keyOf({ source, host, level, template, mode }: CounterPoint, agent: string): string {
  const lengths = `${agent.length},${source.length},${host.length},${level.length}`;
  return `${lengths} ${mode} ${agent}${source}${host}${level}${template}`;
}
