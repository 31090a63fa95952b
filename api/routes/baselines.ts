import type { Clock } from "../../core/clock.ts";
import type { BaselineStore } from "../../store/ports/baselines.ts";
import { pagedResponse, pageOfQuery } from "../paging.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";

const HOUR_MS = 3_600_000;

/**
 * `GET /api/baselines?source&template&from&to&limit&offset`: what each window of a series was expected to hold and held. `source` is
 * needed, `template` is `*` (all lines) by default, the range the hour before `to`, and `to` now.
 */
export function baselinesRoute({ store, clock }: { readonly store: BaselineStore; readonly clock: Clock }): Route {
  return {
    method: "GET",
    path: "/api/baselines",
    access: "reading",
    async handle({ query, request }) {
      const page = pageOfQuery(query);
      const source = query.get("source") ?? "";
      if (source === "") throw new RequestError(400, 'Cannot read the baseline of source "": expected ?source=NAME');
      const template = query.get("template") || "*";
      const { fromMs, toMs = clock.now() } = timeRange(query, clock.now());
      const rows = await store.baselines({ source, template, fromMs: fromMs ?? toMs - HOUR_MS, toMs });
      return pagedResponse(rows, page, request.url);
    },
  };
}
