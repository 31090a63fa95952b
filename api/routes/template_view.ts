import { addCount } from "../../core/add_count.ts";
import type { SampleLine } from "../../core/counter_batch.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
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

/** What {@linkcode templateViews} joins. */
export interface TemplateFacts {
  readonly rows: readonly RegisteredTemplate[];
  readonly counts: readonly TemplateCount[];
  readonly samples: readonly SampleLine[];
}

/**
 * Joins registry, counts and samples under the surviving ids: whatever was counted for a replaced template is added to its
 * survivor. A count whose template the registry lacks is shown with an empty text, so that the counts add up. Most lines
 * first, then by source and id.
 */
export function templateViews({ rows, counts, samples }: TemplateFacts): TemplateView[] {
  const replaced = new Map(rows.map(({ source, id, replacedBy = id }) => [key(source, id), key(source, replacedBy)]));
  const survivorOf = ({ source, id }: { readonly source: string; readonly id: string }) =>
    replaced.get(key(source, id)) ?? key(source, id);
  const rowsOf = Map.groupBy(rows, survivorOf);
  const countsOf = Map.groupBy(counts, ({ source, template: id }) => survivorOf({ source, id }));
  const samplesOf = Map.groupBy(samples, ({ source, template: id }) => survivorOf({ source, id }));
  return [...new Set([...rowsOf.keys(), ...countsOf.keys()])]
    .map((of) =>
      view(of, { rows: rowsOf.get(of) ?? [], counts: countsOf.get(of) ?? [], samples: samplesOf.get(of) ?? [] })
    )
    .sort((a, b) => b.count - a.count || (key(a.source, a.id) < key(b.source, b.id) ? -1 : 1));
}

/** The views with the hosts that logged them or what they replaced, in order of their names. */
export function withHosts(views: readonly TemplateView[], hosts: readonly TemplateHost[]): TemplateView[] {
  const hostsOf = Map.groupBy(hosts, ({ source, template }) => key(source, template));
  return views.map((view) => {
    const own = [view.id, ...view.ancestors].flatMap((id) => hostsOf.get(key(view.source, id)) ?? []);
    return { ...view, hosts: [...new Set(own.map(({ host }) => host))].sort() };
  });
}

function view(survivor: string, { rows, counts, samples }: TemplateFacts): TemplateView {
  const [source = "", id = ""] = survivor.split("\u0000");
  const own = rows.find((row) => row.id === id);
  const firstSeenMs = Math.min(...rows.map((row) => row.firstSeenMs), ...counts.map((count) => count.firstSlotMs));
  const lastSlotMs = Math.max(...counts.map((count) => count.lastSlotMs));
  return {
    id,
    text: own?.text ?? "",
    source,
    level: mainLevel(counts),
    count: counts.reduce((sum, { count }) => sum + count, 0),
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

function key(source: string, id: string): string {
  return `${source}\u0000${id}`;
}
