import type { Clock } from "../../core/clock.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";
import { templateViews } from "./template_view.ts";

/** `GET /api/templates?source&from&to`: every template with its count over the range (default: all), lineage resolved. */
export function templatesRoute(
  { store, clock }: { readonly store: CounterStore & TemplateStore; readonly clock: Clock },
): Route {
  return {
    method: "GET",
    path: "/api/templates",
    access: "learning",
    async handle({ query }) {
      const range = timeRange(query, clock.now());
      const source = query.get("source");
      const filter = source === null || source === "" ? {} : { source };
      const [rows, counts, samples] = await Promise.all([
        store.templates(filter),
        store.templateCounts({ ...filter, ...range }),
        store.samples(filter),
      ]);
      return Response.json(templateViews({ rows, counts, samples }));
    },
  };
}
