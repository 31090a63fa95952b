import { InfluxDB } from "@influxdata/influxdb-client";
import { BucketsAPI } from "@influxdata/influxdb-client-apis";
import { type InfluxServer, startInflux } from "../../../tools/services/influx_server.ts";
import type { Store } from "../../store.ts";
import type { InfluxStoreOptions } from "../connect_influx.ts";
import { openInfluxStore } from "../influx_store.ts";
import { factsBucket } from "../measurements.ts";

/** An influxd that the tests of one file share. */
export interface InfluxForTests {
  /** The server, once the first test runs. */
  server(): InfluxServer;
  /** Holds its data, and what else a test keeps until the last one is over. */
  folder(): string;
  /** A store in two buckets of its own, which are removed when it is closed. */
  openStore(options?: Partial<InfluxStoreOptions>): Promise<Store>;
}

/** Starts an influxd before the file's first test and ends it after the last; does nothing when the tests are to be ignored. */
export function influxForTests({ ignore = false }: { readonly ignore?: boolean } = {}): InfluxForTests {
  let folder: string | undefined;
  let running: InfluxServer | undefined;
  let opened = 0;
  Deno.test.beforeAll(async () => {
    if (ignore) return;
    folder = await Deno.makeTempDir();
    running = await startInflux({ folder });
  });
  Deno.test.afterAll(async () => {
    await running?.stop();
    if (folder) await Deno.remove(folder, { recursive: true });
  });
  function server(): InfluxServer {
    if (!running) throw new Error('Cannot use "influxd": expected it to be started before the first test');
    return running;
  }
  return {
    server,
    folder: () => folder!,
    async openStore(options = {}) {
      const { url, token, org } = server();
      const { bucket = `test_${opened++}` } = options;
      const store = await openInfluxStore({ url, token, org, retentionMs: Infinity, ...options, bucket });
      return Object.assign(store, {
        [Symbol.asyncDispose]: () => removeBuckets(server(), [bucket, factsBucket(bucket)]),
      });
    },
  };
}

/** An influxd for one test alone, which may stop and kill it. */
export async function ownInflux(): Promise<InfluxServer & AsyncDisposable> {
  const folder = await Deno.makeTempDir();
  const server = await startInflux({ folder });
  return Object.assign(server, {
    async [Symbol.asyncDispose]() {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    },
  });
}

/** Removes those of the buckets that are there. */
export async function removeBuckets({ url, token, org }: InfluxServer, names: readonly string[]): Promise<void> {
  const api = new BucketsAPI(new InfluxDB({ url, token }));
  for (const name of names) {
    const { buckets = [] } = await api.getBuckets({ org, name }).catch(() => ({ buckets: [] }));
    for (const { id } of buckets) await api.deleteBucketsID({ bucketID: id! });
  }
}
