import type { Clock } from "../../core/clock.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import type { SourceTemplates, TemplateStore } from "../../store/ports/templates.ts";
import { MOST_ROWS, type Page, pageOfQuery, pageResponse } from "../paging.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";
import { type TemplateFacts, type TemplateView, templateViews, withHosts } from "./template_view.ts";
import { seriesKey } from "../../core/series_key.ts";

/** What the route reads. */
export interface TemplatesOptions {
  readonly store: CounterStore & TemplateStore;
  readonly clock: Clock;
}

/**
 * `GET /api/templates?source&from&to&hosts&limit&offset`: every template with its count over the range (default: all), lineage resolved, and with
 * `hosts=true` with the hosts that logged it; most lines first. Where there are more than 25,000 of all sources, these come one after another, each
 * with its most lines first, so that a page reads the templates of its own sources alone. Who may only send hears id and text of one source's templates: no lines, no counts, no names of other sources.
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
  const asked: Asked = { source: query.get("source") || undefined, ...range, hasHosts: query.get("hosts") === "true" };
  const counts = asked.source === undefined ? await store.countTemplates() : [];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total > MOST_ROWS) return pageResponse(await pageBySource(page, counts, asked, store), { ...page, total }, url);
  const all = await viewsOf(page, asked, store);
  return pageResponse(all.shown, { ...page, total: all.total }, url);
}

/** Which templates are asked for. */
interface Asked {
  readonly source?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly hasHosts: boolean;
}

/** A page of the templates of all sources in their order. */
async function pageBySource(
  { limit, offset }: Page,
  counts: readonly SourceTemplates[],
  asked: Asked,
  store: CounterStore & TemplateStore,
): Promise<TemplateView[]> {
  const views: TemplateView[] = [];
  let before = 0;
  for (const { source, count } of counts) {
    const from = Math.max(0, offset - before);
    before += count;
    if (from >= count) continue;
    if (views.length >= limit) break;
    const own = { limit: limit - views.length, offset: from };
    views.push(...(await viewsOf(own, { ...asked, source }, store)).shown);
  }
  return views;
}

async function viewsOf(
  { limit, offset }: Page,
  { source, fromMs, toMs, hasHosts }: Asked,
  store: CounterStore & TemplateStore,
): Promise<{ readonly shown: readonly TemplateView[]; readonly total: number }> {
  const filter = { ...source !== undefined && { source }, fromMs, toMs };
  const [rows, counts] = await Promise.all([store.templates({ source }), store.templateCounts(filter)]);
  const views = templateViews({ rows, counts, samples: [] });
  const sampled = await withSamples(views.slice(offset, offset + limit), { rows, counts }, store);
  const shown = hasHosts ? withHosts(sampled, await store.templateHosts(filter)) : sampled;
  return { shown, total: views.length };
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
    views.flatMap(({ source, id, ancestors }) => [id, ...ancestors].map((each) => seriesKey(source, each))),
  );
  return (source, id) => keys.has(seriesKey(source, id));
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
