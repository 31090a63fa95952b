import { ERROR_LEVELS, FATAL_LEVEL } from "../../core/statistics/source_windows.ts";
import type { Connection } from "./connection.ts";
import { SERIES_EPOCH, SERIES_NAMES } from "./queries.ts";

/** What a series stands for in windows. */
export interface SeriesName {
  readonly template: string;
  readonly host: string;
  /** Whether its level is error or above. */
  readonly isError: boolean;
  /** Whether it is fatal. */
  readonly isFatal: boolean;
  /** Whether its lines are of mode live, not history. */
  readonly isLive: boolean;
}

type Row = readonly [id: number, template: string, level: string, host: string, mode: string];

/**
 * What the numbers of series mean, remembered between queries: looking 50,000 of them up takes ten times as long as reading their
 * counts. What is remembered is dropped when `emptySqliteStore()` of any process has raised the epoch, for numbers are given again then.
 */
export class SeriesNames {
  readonly #db: Connection;
  readonly #capacity: number;
  readonly #names = new Map<number, SeriesName | null>();
  #epoch = -1;

  /** @param options `capacity`: how many series are remembered, about 150 bytes each. */
  constructor(db: Connection, { capacity = 200_000 }: { readonly capacity?: number } = {}) {
    this.#db = db;
    this.#capacity = capacity;
  }

  /** Drops what another process has deleted; to be called before each query. */
  refresh(): void {
    const { epoch } = this.#db.first<{ epoch: number }>(SERIES_EPOCH)!;
    if (epoch !== this.#epoch || this.#names.size > this.#capacity) this.#names.clear();
    this.#epoch = epoch;
  }

  /** A series' name, or null for one whose lines are in no window; only after {@linkcode learn} of it. */
  get(series: number): SeriesName | null {
    return this.#names.get(series) ?? null;
  }

  /** Looks up those that are not known yet. */
  learn(series: Iterable<number>): void {
    const unknown = [...series].filter((id) => !this.#names.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.#names.set(id, null);
    const rows = this.#db.arrays<Row>(SERIES_NAMES, { series: JSON.stringify(unknown) });
    for (const [id, template, level, host, mode] of rows) {
      const isError = ERROR_LEVELS.has(level), isFatal = level === FATAL_LEVEL;
      this.#names.set(id, { template, host, isError, isFatal, isLive: mode === "live" });
    }
  }
}
