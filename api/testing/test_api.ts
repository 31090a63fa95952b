import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { type Api, type ApiOptions, createApi } from "../create_api.ts";
import { type FaultyStore, faultyStore } from "./faulty_store.ts";

/** 2026-01-01T00:00:00Z. */
export const START_MS = Date.UTC(2026, 0, 1);

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // deno-lint-ignore no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/** An api on an embedded store in memory, with a clock that a test drives. */
export interface TestApi extends AsyncDisposable, FaultyStore {
  readonly api: Api;
  readonly clock: ManualClock;
  /** Faults that were reported. */
  readonly problems: unknown[];
  get(path: string): Promise<Answer>;
  /** An object or array is sent as JSON, a string as plain text unless `headers` say otherwise. */
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** All lines that the store counts. */
  lines(): Promise<number>;
  /** Another api process on the same store. */
  another(): TestApi;
}

/** Opens one; `retentionMs` is the store's. */
export function openTestApi(
  { retentionMs = Infinity, ...options }: Partial<ApiOptions> & { readonly retentionMs?: number } = {},
): TestApi {
  const sqlite = openSqliteStore(":memory:", { retentionMs });
  return testApi(sqlite, new ManualClock(START_MS), options);
}

function testApi(sqlite: Store, clock: ManualClock, options: Partial<ApiOptions>): TestApi {
  const faulty = faultyStore(sqlite);
  const { store } = faulty;
  const problems: unknown[] = [];
  const api = createApi({
    store,
    clock,
    host: "test-host",
    slotMs: 1000,
    maxTemplates: 2000,
    maxBodyBytes: 100_000,
    version: "1.2.3",
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  const send: TestApi["send"] = async (method, path, body, headers = {}) => {
    const isPlain = typeof body === "string" || body instanceof Uint8Array;
    const type = isPlain ? "text/plain" : "application/json";
    const request = new Request(`http://127.0.0.1:8000${path}`, {
      method,
      headers: { "Content-Type": type, ...headers },
      body: isPlain ? body as BodyInit : JSON.stringify(body),
    });
    return await answerOf(await api.fetch(request));
  };
  return {
    ...faulty,
    api,
    clock,
    problems,
    get: async (path) => await answerOf(await api.fetch(new Request(`http://127.0.0.1:8000${path}`))),
    send,
    post: (path, body, headers) => send("POST", path, body, headers),
    lines: async () => (await sqlite.templateCounts()).reduce((sum, { count }) => sum + count, 0),
    another: () => testApi(sqlite, clock, options),
    async [Symbol.asyncDispose]() {
      await api.stop();
      await sqlite[Symbol.asyncDispose]();
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
