import type { Clock } from "../../core/clock.ts";
import { shownText } from "../../core/shown_text.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import { letOthersIn } from "../let_others_in.ts";
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
      const shown: string[] = [];
      for (const text of [await metrics.text(), ...await storeMetrics(store, clock.now())]) {
        shown.push(text.split("\n").map(shownText).join("\n"));
        await letOthersIn();
      }
      return new Response(`${shown.join("\n")}\n`, {
        headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
      });
    },
  };
}
