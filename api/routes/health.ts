import type { Clock } from "../../core/clock.ts";
import type { Store } from "../../store/store.ts";
import type { Route } from "../route.ts";

/** How long the store may take to answer before it counts as not reachable. */
const PATIENCE_MS = 2000;

/** What `GET /` works with. */
export interface HealthOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
  readonly startedMs: number;
}

/**
 * `GET /`: `{ status, store: { description, reachable, version?, error? }, version, uptimeSeconds, timeMs }`. Status `ok` with 200, or
 * `degraded` with 503 while the store does not answer; the error says in words what to do.
 */
export function healthRoute({ store, clock, version, startedMs }: HealthOptions): Route {
  return {
    method: "GET",
    path: "/",
    access: "reading",
    async handle() {
      const state = await storeState(store);
      const timeMs = clock.now();
      return Response.json(
        {
          status: state.reachable ? "ok" : "degraded",
          store: { description: store.description, ...state },
          version,
          uptimeSeconds: Math.max(0, Math.round((timeMs - startedMs) / 1000)),
          timeMs,
        },
        { status: state.reachable ? 200 : 503 },
      );
    },
  };
}

type StoreState =
  | { readonly reachable: true; readonly version: string }
  | { readonly reachable: false; readonly error: string };

async function storeState(store: Store): Promise<StoreState> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<StoreState>((resolve) => {
    const error = `Cannot reach the store within "${PATIENCE_MS} ms": see that it runs and is not overloaded`;
    timer = setTimeout(() => resolve({ reachable: false, error }), PATIENCE_MS);
  });
  try {
    return await Promise.race([store.health().then(reachable, unreachable), patience]);
  } finally {
    clearTimeout(timer);
  }
}

function reachable({ version }: { readonly version: string }): StoreState {
  return { reachable: true, version };
}

function unreachable(error: unknown): StoreState {
  return { reachable: false, error: error instanceof Error ? error.message : String(error) };
}
