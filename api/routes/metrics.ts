import type { Clock } from "../../core/clock.ts";
import type { Store } from "../../store/store.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import { storeMetrics } from "../metrics/store_metrics.ts";
import type { Route } from "../route.ts";

/** `GET /metrics`: this process and what the store knows, as Prometheus scrapes it. */
export function metricsRoute(
  { store, clock, metrics }: { readonly store: Store; readonly clock: Clock; readonly metrics: ApiMetrics },
): Route {
  return {
    method: "GET",
    path: "/metrics",
    access: "reading",
    async handle() {
      const text = `${await metrics.text()}\n${await storeMetrics(store, clock.now())}`;
      return new Response(text, { headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" } });
    },
  };
}
