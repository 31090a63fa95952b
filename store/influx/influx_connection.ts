import {
  type FluxTableMetaData,
  HttpError,
  InfluxDB,
  type ParameterizedQuery,
  type Transport,
} from "@influxdata/influxdb-client";
import { BucketsAPI, DeleteAPI, OrgsAPI } from "@influxdata/influxdb-client-apis";
import type { BucketRole } from "./measurements.ts";

/** How to reach an InfluxDB and what to use in it. */
export interface InfluxTarget {
  readonly url: string;
  readonly token: string;
  readonly org: string;
  /** The bucket of each role. */
  readonly buckets: Readonly<Record<BucketRole, string>>;
}

/** A value of a row of a Flux result, by its column's name; `undefined` where the table has no such column. */
// deno-lint-ignore no-explicit-any -- the client types a column's value as any
export type ReadColumn = (label: string) => any;

/** How long to wait for an answer, milliseconds. */
export interface Patience {
  /** @default 10_000 */
  readonly timeoutMs?: number;
}

/** Lines per request of a write: at some 150 bytes a line, 1.5 MB. */
export const MAX_LINES = 10_000;

/** From 1970 to the end of what LogIQ writes, for deletes. */
const EVER = { start: "1970-01-01T00:00:00Z", stop: "2262-01-01T00:00:00Z" };

/**
 * The requests of the store, each one awaited and bounded in time. Errors are the client's and `fetch`'s own.
 *
 * Writing goes through the client's transport and not its `WriteApi`: that one sends batches by itself which nobody awaits, and
 * drops what InfluxDB says of a partial write.
 */
export class InfluxConnection {
  readonly target: InfluxTarget;
  readonly #timeoutMs: number;

  constructor(target: InfluxTarget, { timeoutMs = 10_000 }: Patience = {}) {
    this.target = target;
    this.#timeoutMs = timeoutMs;
  }

  /** Rows of a Flux query, each turned into what `read` makes of it. */
  async query<Row>(
    flux: ParameterizedQuery,
    read: (column: ReadColumn) => Row,
    patience: Patience = {},
  ): Promise<Row[]> {
    let failure: string | undefined;
    const api = this.#client(patience).getQueryApi({ org: this.target.org, gzip: false });
    const rows = await api.collectRows(flux, (values: string[], table: FluxTableMetaData) => {
      // A query that fails after its answer has begun says so in a table, with status 200.
      if (table.columns[0]?.label === "error") failure ??= values[0];
      return failure === undefined ? read((label) => columnOf(table, label)?.get(values)) : undefined;
    });
    if (failure !== undefined) throw new Error(failure);
    return rows;
  }

  /**
   * Writes lines of line protocol, timestamps in nanoseconds, and resolves once InfluxDB has them all. More than `MAX_LINES` go as
   * several requests, one after the other; `split: false` makes it one in any case. Where InfluxDB takes a part of a request
   * only (422) the others are sent all the same, and the first such error is thrown at the end.
   */
  async write(role: BucketRole, lines: readonly string[], { split = true }: { split?: boolean } = {}): Promise<void> {
    const query = new URLSearchParams({ org: this.target.org, bucket: this.target.buckets[role], precision: "ns" });
    const request = { method: "POST", headers: { "content-type": "text/plain; charset=utf-8" } };
    const step = split ? MAX_LINES : Infinity;
    let partial: HttpError | undefined;
    for (let from = 0; from < lines.length; from += step) {
      const body = lines.slice(from, from + step).join("\n");
      try {
        await this.#client({}).transport.request(`/api/v2/write?${query}`, body, request);
      } catch (error) {
        if (!(error instanceof HttpError) || error.statusCode !== 422) throw error;
        partial ??= error;
      }
    }
    if (partial) throw partial;
  }

  /** Deletes all points of a measurement. */
  async delete(role: BucketRole, predicate: string): Promise<void> {
    const { org, buckets } = this.target;
    const api = new DeleteAPI(this.#client({ timeoutMs: 60_000 }));
    await api.postDelete({ org, bucket: buckets[role], body: { ...EVER, predicate } });
  }

  /** The version that the server names itself. */
  async version(): Promise<string> {
    const { version } = await this.#client({}).transport.request("/health", "", { method: "GET" });
    return String(version);
  }

  buckets(): BucketsAPI {
    return new BucketsAPI(this.#client({}));
  }

  organizations(): OrgsAPI {
    return new OrgsAPI(this.#client({}));
  }

  #client({ timeoutMs = this.#timeoutMs }: Patience): InfluxDB {
    const client = new InfluxDB({ url: this.target.url, token: this.target.token });
    (client.transport as DecoratedTransport).requestDecorator = (request) => {
      request.signal = AbortSignal.timeout(timeoutMs);
    };
    return client;
  }
}

/** What the client's transport offers under Deno, beyond its declared type. */
interface DecoratedTransport extends Transport {
  requestDecorator: (request: RequestInit) => void;
}

function columnOf(table: FluxTableMetaData, label: string): FluxTableMetaData["columns"][number] | undefined {
  return table.columns.find((column) => column.label === label);
}
