import type { Clock } from "../../core/clock.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import { pagedResponse, pageOfQuery } from "../paging.ts";
import type { Route } from "../route.ts";
import { timeParameter } from "../time_parameter.ts";

/** `GET /api/heartbeats?since&limit&offset`: the newest heartbeat of each agent and source, with its age; `since` leaves out older ones. */
export function heartbeatsRoute({ store, clock }: { readonly store: HeartbeatStore; readonly clock: Clock }): Route {
  return {
    method: "GET",
    path: "/api/heartbeats",
    access: "reading",
    async handle({ query, request }) {
      const page = pageOfQuery(query);
      const nowMs = clock.now();
      const seenSinceMs = timeParameter(query, "since", nowMs);
      const heartbeats = await store.heartbeats(seenSinceMs === undefined ? {} : { seenSinceMs });
      const rows = heartbeats.map((heartbeat) => ({ ...heartbeat, ageMs: nowMs - heartbeat.seenMs }));
      return pagedResponse(rows, page, request.url);
    },
  };
}
