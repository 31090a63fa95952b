import {
  type FluxTableMetaData,
  HttpError,
  InfluxDB,
  type ParameterizedQuery,
  type Transport,
} from "@influxdata/influxdb-client";
import { BucketsAPI, DeleteAPI, OrgsAPI } from "@influxdata/influxdb-client-apis";
import { isLoopback } from "../../core/is_loopback.ts";
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

/** Bodies from this size on are compressed on their way to another machine: it takes 3 ms of a core per 128 kB and leaves 8 %. */
const MIN_COMPRESSED_BYTES = 16_384;

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
  readonly #compress: boolean;

  constructor(target: InfluxTarget, options: Patience & { readonly compress?: boolean } = {}) {
    const { timeoutMs = 10_000, compress = !isLoopback(new URL(target.url).hostname) } = options;
    this.target = target;
    this.#timeoutMs = timeoutMs;
    this.#compress = compress;
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
    const step = split ? MAX_LINES : Infinity;
    let partial: HttpError | undefined;
    for (let from = 0; from < lines.length; from += step) {
      const body = lines.slice(from, from + step).join("\n");
      try {
        await this.#post(`/api/v2/write?${query}`, body);
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

  async #post(path: string, text: string): Promise<void> {
    const compressed = this.#compress && text.length >= MIN_COMPRESSED_BYTES ? await gzip(text) : undefined;
    const headers = {
      "content-type": "text/plain; charset=utf-8",
      ...(compressed ? { "content-encoding": "gzip" } : {}),
    };
    await this.#client({}, compressed).transport.request(path, text, { method: "POST", headers });
  }

  /** @param body to send instead of the text that the client is given: it sends text alone. */
  #client({ timeoutMs = this.#timeoutMs }: Patience, body?: Uint8Array<ArrayBuffer>): InfluxDB {
    const client = new InfluxDB({ url: this.target.url, token: this.target.token });
    (client.transport as DecoratedTransport).requestDecorator = (request) => {
      request.signal = AbortSignal.timeout(timeoutMs);
      if (body) request.body = body;
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

async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
