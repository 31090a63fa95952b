import { createApi } from "../../api/create_api.ts";
import { serveApi } from "../../api/serve_api.ts";
import { SystemClock } from "../../clock/system_clock.ts";
import type { LinePoint } from "../../core/line_point.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";

/** The token that the api of the tests asks for. */
export const TOKEN = "secret of the tests";

/** An api that listens. */
export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  /** Other tools' points that the store has taken. */
  readonly points: readonly LinePoint[];
}

/** Starts one on a free port, on `store`, which is then closed with it. */
export function startApi(store: Store = openSqliteStore(":memory:", { retentionMs: Infinity })): ApiServer {
  const points: LinePoint[] = [];
  const writePoints = store.writePoints.bind(store);
  store.writePoints = async (taken) => {
    await writePoints(taken);
    points.push(...taken);
  };
  const options = { host: "test", slotMs: 1_000, maxTemplates: 2_000, maxBodyBytes: 10_000_000, version: "0.0.0" };
  const api = createApi({ store, clock: new SystemClock(), apiToken: TOKEN, ...options });
  const server = serveApi(api, { port: 0 });
  return {
    url: server.url,
    store,
    points,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}
