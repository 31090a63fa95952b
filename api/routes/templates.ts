import type { Clock } from "../../core/clock.ts";
import type { SampleLine } from "../../core/counter_batch.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import type { SourceTemplates, TemplateStore } from "../../store/ports/templates.ts";
import { letOthersIn } from "../let_others_in.ts";
import { MOST_ROWS, type Page, pageOfQuery, pageResponse } from "../paging.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";
import {
  type JoinedTemplate,
  joinedTemplates,
  sampledViews,
  type SamplesByTemplate,
  samplesByTemplate,
  type TemplateView,
  withHosts,
} from "./template_view.ts";

const ROWS_AT_ONCE = 2_500;
/** A store that is asked by way of a network answers several together. */
const SOURCES_AT_ONCE = 8;

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
  const rows = await store.templates({ source });
  await letOthersIn();
  const counts = await store.templateCounts(filter);
  await letOthersIn();
  const all = joinedTemplates({ rows, counts });
  const joined = all.slice(offset, offset + limit);
  const shown = await inParts(joined, await samplesOf(joined, store));
  return { shown: hasHosts ? withHosts(shown, await store.templateHosts(filter)) : shown, total: all.length };
}

/** Lines are read of the shown templates' sources alone. */
async function samplesOf(joined: readonly JoinedTemplate[], store: TemplateStore): Promise<SamplesByTemplate> {
  const samples: SampleLine[] = [];
  const sources = [...new Set(joined.map(({ source }) => source))];
  for (let at = 0; at < sources.length; at += SOURCES_AT_ONCE) {
    const few = sources.slice(at, at + SOURCES_AT_ONCE).map((source) => store.samples({ source }));
    samples.push(...(await Promise.all(few)).flat());
    await letOthersIn();
  }
  return samplesByTemplate(samples);
}

/** The views of many templates, others being served in between. */
async function inParts(joined: readonly JoinedTemplate[], samples: SamplesByTemplate): Promise<TemplateView[]> {
  const views: TemplateView[] = [];
  for (let at = 0; at < joined.length; at += ROWS_AT_ONCE) {
    views.push(...sampledViews(joined.slice(at, at + ROWS_AT_ONCE), samples));
    await letOthersIn();
  }
  return views;
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
