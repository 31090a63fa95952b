import type { Clock } from "../../core/clock.ts";
import type { SharedFiles } from "../batches/shared_files.ts";
import type { WriteWatch } from "../batches/write_watch.ts";
import type { StoreLifecycle } from "../../store/ports/lifecycle.ts";
import type { Route } from "../route.ts";
import { storeState, toldTo } from "../store_state.ts";

/** As many files that are shared are named. */
const MOST_TOLD = 20;

/** What `GET /` works with. */
export interface HealthOptions {
  readonly store: StoreLifecycle;
  readonly writes: Pick<WriteWatch, "failure">;
  /** Files that several agents follow. */
  readonly shared: Pick<SharedFiles, "told">;
  readonly clock: Clock;
  readonly version: string;
  readonly startedMs: number;
}

/**
 * `GET /`: `{ status, store: { description, reachable, version?, error? }, version, uptimeSeconds, timeMs }`. Status `ok` with 200, or
 * `degraded` with 503 while the store does not answer, or did not take what it was last given; the error says in words what to do.
 * `sharedFiles` says which files several agents follow, so that their lines count several times.
 * Who has no token where one is needed hears neither what the store is nor what ails it, and no names.
 */
export function healthRoute({ store, writes, shared, clock, version, startedMs }: HealthOptions): Route {
  return {
    method: "GET",
    path: "/",
    access: "open",
    async handle({ role }) {
      const state = toldTo(role, await storeState(store, writes));
      const timeMs = clock.now();
      return Response.json(
        {
          status: state.reachable ? "ok" : "degraded",
          store: role === null ? { reachable: state.reachable } : { description: store.description, ...state },
          version,
          uptimeSeconds: Math.max(0, Math.round((timeMs - startedMs) / 1000)),
          timeMs,
          ...clockProblem(clock),
          ...(role !== null && sharedFiles(shared.told(timeMs))),
        },
        { status: state.reachable ? 200 : 503 },
      );
    },
  };
}

/** The first of them. */
function sharedFiles(told: readonly string[]): { readonly sharedFiles?: readonly string[] } {
  return told.length === 0 ? {} : { sharedFiles: told.slice(0, MOST_TOLD) };
}

/** A machine whose clock is set back goes on by the time before: what was counted and evaluated is not again. */
function clockProblem({ aheadMs = 0 }: Clock): { readonly clock?: string } {
  if (aheadMs === 0) return {};
  const seconds = Math.round(aheadMs / 1000);
  return {
    clock: `This machine's clock was set back by ${seconds} s: time goes on as before; a restart takes the new time`,
  };
}
