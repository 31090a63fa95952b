import type { Clock } from "../../core/clock.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import { pageOfQuery, pageResponse } from "../paging.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";
import { type TemplateFacts, type TemplateView, templateViews, withHosts } from "./template_view.ts";

/** What the route reads. */
export interface TemplatesOptions {
  readonly store: CounterStore & TemplateStore;
  readonly clock: Clock;
}

/**
 * `GET /api/templates?source&from&to&hosts&limit&offset`: every template with its count over the range (default: all), lineage resolved, and with
 * `hosts=true` with the hosts that logged it. Who may only send hears id and text of one source's templates: no lines, no counts, no names of other sources.
 */
export function templatesRoute(options: TemplatesOptions): Route {
  return {
    method: "GET",
    path: "/api/templates",
    access: "learning",
    handle: ({ query, request, role }) =>
      role === "ingest" ? shared(query, options) : list(query, request.url, options),
  };
}

async function list(query: URLSearchParams, url: string, { store, clock }: TemplatesOptions): Promise<Response> {
  const page = pageOfQuery(query);
  const range = timeRange(query, clock.now());
  const source = query.get("source");
  const filter = source === null || source === "" ? {} : { source };
  const [rows, counts] = await Promise.all([store.templates(filter), store.templateCounts({ ...filter, ...range })]);
  const views = templateViews({ rows, counts, samples: [] });
  const shown = views.slice(page.offset, page.offset + page.limit);
  const sampled = await withSamples(shown, { rows, counts }, store);
  const asked = query.get("hosts") === "true"
    ? withHosts(sampled, await store.templateHosts({ ...filter, ...range }))
    : sampled;
  return pageResponse(asked, { ...page, total: views.length }, url);
}

/** Lines are read of the shown templates' sources alone. */
async function withSamples(
  views: readonly TemplateView[],
  { rows, counts }: Pick<TemplateFacts, "rows" | "counts">,
  store: TemplateStore,
): Promise<TemplateView[]> {
  const isShown = shownBy(views);
  const sources = [...new Set(views.map(({ source }) => source))];
  const samples = await Promise.all(sources.map((source) => store.samples({ source })));
  return templateViews({
    rows: rows.filter(({ source, id }) => isShown(source, id)),
    counts: counts.filter(({ source, template }) => isShown(source, template)),
    samples: samples.flat().filter(({ source, template }) => isShown(source, template)),
  });
}

/** Whether a template, or its survivor, is among these. */
function shownBy(views: readonly TemplateView[]): (source: string, id: string) => boolean {
  const keys = new Set(
    views.flatMap(({ source, id, ancestors }) => [id, ...ancestors].map((each) => `${source}\u0000${each}`)),
  );
  return (source, id) => keys.has(`${source}\u0000${id}`);
}

async function shared(query: URLSearchParams, { store }: TemplatesOptions): Promise<Response> {
  const source = query.get("source") ?? "";
  if (source === "") {
    throw new RequestError(403, 'Cannot list all templates with a token of the role "ingest": expected ?source=NAME');
  }
  const rows = await store.templates({ source });
  return Response.json(
    rows.filter(({ replacedBy }) => replacedBy === undefined).map(({ id, text }) => ({ id, text, source })),
  );
}
