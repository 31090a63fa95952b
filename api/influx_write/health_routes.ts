import type { Clock } from "../../core/clock.ts";
import type { StoreLifecycle } from "../../store/ports/lifecycle.ts";
import type { WriteWatch } from "../batches/write_watch.ts";
import type { Route } from "../route.ts";
import { storeState, toldTo } from "../store_state.ts";

/** What these routes work with. */
export interface InfluxHealthOptions {
  readonly store: StoreLifecycle;
  readonly writes: Pick<WriteWatch, "failure">;
  readonly clock: Clock;
  readonly version: string;
  readonly startedMs: number;
}

/**
 * `GET /health` in InfluxDB's shape: `{ name, message, status, checks, version, commit }`, status `pass` with 200, or `fail` with 503 and
 * the reason while the store does not answer.
 */
export function influxHealthRoute({ store, writes, version }: InfluxHealthOptions): Route {
  return {
    method: "GET",
    path: "/health",
    access: "open",
    async handle({ role }) {
      const state = toldTo(role, await storeState(store, writes));
      const message = state.reachable ? "ready for writes" : state.error;
      return Response.json(
        { name: "logiq", message, status: state.reachable ? "pass" : "fail", checks: [], version, commit: "" },
        { status: state.reachable ? 200 : 503 },
      );
    },
  };
}

/** `GET /ready` in InfluxDB's shape: `{ status, started, up }`, status `ready` with 200, `starting` with 503 as long as the store does not answer. */
export function influxReadyRoute({ store, writes, clock, startedMs }: InfluxHealthOptions): Route {
  return {
    method: "GET",
    path: "/ready",
    access: "open",
    async handle() {
      const { reachable } = await storeState(store, writes);
      const upSeconds = Math.max(0, Math.round((clock.now() - startedMs) / 1_000));
      return Response.json(
        { status: reachable ? "ready" : "starting", started: new Date(startedMs).toISOString(), up: `${upSeconds}s` },
        { status: reachable ? 200 : 503 },
      );
    },
  };
}
