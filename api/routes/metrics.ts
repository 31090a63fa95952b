import type { Clock } from "../../core/clock.ts";
import { shownText } from "../../core/shown_text.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import { storeMetrics } from "../metrics/store_metrics.ts";
import type { Route } from "../route.ts";

/** `GET /metrics`: this process and what the store knows, as Prometheus scrapes it. */
export function metricsRoute(
  { store, clock, metrics }: {
    readonly store: HeartbeatStore & TemplateStore & AnomalyStore;
    readonly clock: Clock;
    readonly metrics: ApiMetrics;
  },
): Route {
  return {
    method: "GET",
    path: "/metrics",
    access: "reading",
    async handle() {
      const text = `${await metrics.text()}\n${await storeMetrics(store, clock.now())}`;
      return new Response(text.split("\n").map(shownText).join("\n"), {
        headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
      });
    },
  };
}
