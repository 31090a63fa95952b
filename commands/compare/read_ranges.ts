import type { TemplateView } from "../../api/routes/template_view.ts";
import type { Viewer } from "../viewer.ts";
import type { ComparedTemplate, Comparison } from "./compared_template.ts";
import { isError } from "./is_error.ts";
import type { TimeRange } from "../time_range.ts";
import { seriesKey } from "../../core/series_key.ts";
import { sum } from "../../core/sum.ts";

/** Blocks that the time before is cut into. */
const BLOCKS = 16;

/** What was counted in two ranges of the store, as the api tells it: of one source, or of all where it is empty. */
export async function readRanges(
  viewer: Viewer,
  { source, before, after }: { readonly source: string; readonly before: TimeRange; readonly after: TimeRange },
): Promise<Comparison> {
  const read = (range: TimeRange) => readTemplates(viewer, source, range);
  const blocks: TemplateView[][] = [];
  for (const range of piecesOf(before)) blocks.push(await read(range));
  const later = await read(after);
  const views = Map.groupBy([...blocks.flat(), ...later], keyOf);
  const [counted, counts] = [blocks.map(countsOf), countsOf(later)];
  const templates = [...views].map(([key, alike]): ComparedTemplate => ({
    ...factsOf(alike),
    before: counted.map((block) => block.get(key) ?? 0),
    after: counts.get(key) ?? 0,
  }));
  const totals = counted.map((block) => sum(block.values()));
  return { templates, totals, before: sum(totals), after: sum(counts.values()) };
}

/** What the views of one template say of it: its form is the same in all, its level that of the time with the most lines. */
function factsOf(views: readonly TemplateView[]): Omit<ComparedTemplate, "before" | "after"> {
  const view = views.reduce((most, each) => each.count > most.count ? each : most);
  const { text, samples: [sample = ""], source, level } = view;
  const hosts = [...new Set(views.flatMap(({ hosts = [] }) => hosts))].sort();
  return { text, sample, source, level, isError: isError(view), hosts };
}

async function readTemplates(viewer: Viewer, source: string, { fromMs, toMs }: TimeRange): Promise<TemplateView[]> {
  const range = { from: String(fromMs), to: String(toMs), hosts: "true" };
  const query = new URLSearchParams({ ...range, ...source === "" ? {} : { source } });
  return await viewer.get(`/api/templates?${query}`) as TemplateView[];
}

/** Equally long pieces of a range, in whole milliseconds. */
function piecesOf({ fromMs, toMs }: TimeRange): TimeRange[] {
  const count = Math.min(BLOCKS, toMs - fromMs);
  const cut = (i: number) => fromMs + Math.floor((toMs - fromMs) * i / count);
  return Array.from({ length: count }, (_, i) => ({ fromMs: cut(i), toMs: cut(i + 1) }));
}

function countsOf(views: readonly TemplateView[]): Map<string, number> {
  return new Map(views.map((view) => [keyOf(view), view.count]));
}

function keyOf({ source, id }: TemplateView): string {
  return seriesKey(source, id);
}
