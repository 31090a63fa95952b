import { addCount } from "../../core/add_count.ts";
import type { SampleLine } from "../../core/counter_batch.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { seriesKey } from "../../core/series_key.ts";
import type { TemplateCount, TemplateHost } from "../../store/ports/counters.ts";

/** A template as `GET /api/templates` shows it. */
export interface TemplateView {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  /** The level that most of its lines have, or `-`. */
  readonly level: string;
  readonly count: number;
  /** ISO 8601. */
  readonly first_seen: string;
  /** Start of the last slot with a line in the asked range, ISO 8601, or null where there is none. */
  readonly last_seen: string | null;
  /** Newest first. */
  readonly samples: readonly string[];
  /** Ids that were replaced by this one. */
  readonly ancestors: readonly string[];
  readonly initial: boolean;
  /** Who logged it in the asked range, where that is asked for. */
  readonly hosts?: readonly string[];
}

/** Rows and counts of one surviving template. */
export interface JoinedTemplate {
  readonly source: string;
  /** The survivor's. */
  readonly id: string;
  readonly rows: readonly RegisteredTemplate[];
  readonly counts: readonly TemplateCount[];
  /** Lines: the sum of the counts. */
  readonly count: number;
}

interface JoiningTemplate extends JoinedTemplate {
  readonly rows: RegisteredTemplate[];
  readonly counts: TemplateCount[];
  count: number;
}

/**
 * Joins registry and counts under the surviving ids: whatever was counted for a replaced template is added to its survivor. A count whose template
 * the registry lacks is there without a row, so that the counts add up. Most lines first, then by source and id. Nothing that is shown is made yet:
 * a page of many costs little more than its own rows.
 */
export function joinedTemplates({ rows, counts }: {
  readonly rows: readonly RegisteredTemplate[];
  readonly counts: readonly TemplateCount[];
}): JoinedTemplate[] {
  const survivors = new Map<string, string>();
  for (const { source, id, replacedBy } of rows) {
    if (replacedBy !== undefined) survivors.set(seriesKey(source, id), replacedBy);
  }
  const joined = new Map<string, JoiningTemplate>();
  const joinedOf = (source: string, own: string) => {
    const id = survivors.get(seriesKey(source, own)) ?? own;
    const of = seriesKey(source, id);
    let found = joined.get(of);
    if (found === undefined) joined.set(of, found = { source, id, rows: [], counts: [], count: 0 });
    return found;
  };
  for (const row of rows) joinedOf(row.source, row.id).rows.push(row);
  for (const count of counts) {
    const found = joinedOf(count.source, count.template);
    found.counts.push(count);
    found.count += count.count;
  }
  return [...joined.values()].sort((a, b) =>
    b.count - a.count || (seriesKey(a.source, a.id) < seriesKey(b.source, b.id) ? -1 : 1)
  );
}

/** Lines by the template that they were counted for. */
export type SamplesByTemplate = ReadonlyMap<string, readonly SampleLine[]>;

/** As {@linkcode sampledViews} takes them. */
export function samplesByTemplate(samples: readonly SampleLine[]): SamplesByTemplate {
  return Map.groupBy(samples, ({ source, template }) => seriesKey(source, template));
}

/** The views of these, in their order, each with those of the samples that are its own; without a row its text is empty. */
export function sampledViews(joined: readonly JoinedTemplate[], samples: SamplesByTemplate): TemplateView[] {
  return joined.map((each) => {
    const ids = new Set([each.id, ...each.rows.map(({ id }) => id)]);
    return view(each, [...ids].flatMap((id) => samples.get(seriesKey(each.source, id)) ?? []));
  });
}

/** The views with the hosts that logged them or what they replaced, in order of their names. */
export function withHosts(views: readonly TemplateView[], hosts: readonly TemplateHost[]): TemplateView[] {
  const hostsOf = Map.groupBy(hosts, ({ source, template }) => seriesKey(source, template));
  return views.map((view) => {
    const own = [view.id, ...view.ancestors].flatMap((id) => hostsOf.get(seriesKey(view.source, id)) ?? []);
    return { ...view, hosts: [...new Set(own.map(({ host }) => host))].sort() };
  });
}

function view({ source, id, rows, counts, count }: JoinedTemplate, samples: readonly SampleLine[]): TemplateView {
  const own = rows.find((row) => row.id === id);
  const firstSeenMs = Math.min(...rows.map((row) => row.firstSeenMs), ...counts.map((count) => count.firstSlotMs));
  const lastSlotMs = Math.max(...counts.map((count) => count.lastSlotMs));
  return {
    id,
    text: own?.text ?? "",
    source,
    level: mainLevel(counts),
    count,
    first_seen: new Date(firstSeenMs).toISOString(),
    last_seen: counts.length === 0 ? null : new Date(lastSlotMs).toISOString(),
    samples: sampleLines(samples, own),
    ancestors: rows.map((row) => row.id).filter((other) => other !== id).sort(),
    initial: rows.some((row) => row.initial),
  };
}

function mainLevel(counts: readonly TemplateCount[]): string {
  const lines = new Map<string, number>();
  for (const { level, count } of counts) addCount(lines, level, count);
  const [main] = [...lines].sort(([a, most], [b, fewer]) => fewer - most || (a < b ? -1 : 1));
  return main?.[0] ?? "-";
}

function sampleLines(samples: readonly SampleLine[], own: RegisteredTemplate | undefined): string[] {
  const lines = [...samples].sort((a, b) => b.atMs - a.atMs).map(({ line }) => line);
  if (lines.length === 0 && own !== undefined && own.sample !== "") return [own.sample];
  return [...new Set(lines)];
}
