import type { Clock } from "../../core/clock.ts";
import { type Anomaly, ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import { pagedResponse, pageOfQuery } from "../paging.ts";
import { queryChoice } from "../query_choice.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";

const LABELS: readonly string[] = ["true", "false", "none"];

/**
 * `GET /api/anomalies?source&kind&template&label&from&to&limit&offset`: anomalies by start, those that meet the range. `label` is
 * `true`, `false` or `none` (not labelled).
 */
export function anomaliesRoute({ store, clock }: { readonly store: AnomalyStore; readonly clock: Clock }): Route {
  return {
    method: "GET",
    path: "/api/anomalies",
    access: "reading",
    async handle({ query, request }) {
      const page = pageOfQuery(query);
      const kind = queryChoice(query, "kind", ANOMALY_KINDS);
      const label = queryChoice(query, "label", LABELS);
      const source = query.get("source") || undefined;
      const template = query.get("template") || undefined;
      const anomalies = await store.anomalies({
        ...timeRange(query, clock.now()),
        ...(kind !== undefined && { kind }),
        ...(source !== undefined && { source }),
        ...(template !== undefined && { template }),
      });
      const wanted = anomalies.filter((anomaly) => label === undefined || labelOf(anomaly) === label);
      return pagedResponse(wanted, page, request.url);
    },
  };
}

function labelOf({ label }: Anomaly): string {
  return label ?? "none";
}
