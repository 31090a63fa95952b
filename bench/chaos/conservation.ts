import { addCount } from "../../core/add_count.ts";
import { readSettings } from "../../settings/read_settings.ts";
import { openStore } from "../../store/stores.ts";

/** What became of a log's lines. */
export interface Standing {
  readonly source: string;
  readonly written: number;
  /** By the store's counters. */
  readonly stored: number;
  /** These by `/metrics`. */
  readonly read: number;
  readonly counted: number;
  readonly rejected: number;
  readonly lost: number;
}

/** Whether written = counted + rejected + lost, in the store and on `/metrics`. */
export function isConserved({ written, stored, read, counted, rejected, lost }: Standing): boolean {
  return written === stored + rejected + lost && read === written && counted === stored;
}

/** How logs stand, given how many lines were written to each. */
export async function standingsOf(
  written: ReadonlyMap<string, number>,
  { storeSettings, apiUrl }: { readonly storeSettings: Readonly<Record<string, string>>; readonly apiUrl: string },
): Promise<Standing[]> {
  const stored = await storedBySource(storeSettings);
  const told = metricsOf(await (await fetch(`${apiUrl}/metrics`)).text());
  return [...written].map(([source, lines]) => {
    const of = (name: string) => valueOf(told, name, source);
    const [read, counted, rejected, lost] = ["read", "counted", "rejected", "lost"].map((each) =>
      of(`lines_${each}_total`)
    );
    return { source, written: lines, stored: stored.get(source) ?? 0, read, counted, rejected, lost } as Standing;
  });
}

async function storedBySource(storeSettings: Readonly<Record<string, string>>): Promise<Map<string, number>> {
  await using store = await openStore(readSettings({}, storeSettings), { isViewer: true });
  const lines = new Map<string, number>();
  for (const { source, count } of await store.templateCounts()) addCount(lines, source, count);
  return lines;
}

interface Metric {
  readonly name: string;
  readonly agent: string;
  readonly source: string;
  readonly value: number;
}

function metricsOf(text: string): Metric[] {
  return [...text.matchAll(/^logiq_agent_(\w+)\{(.*)\} (\S+)$/gm)].map(([, name, labels, value]) => {
    const label = (wanted: string) => new RegExp(`${wanted}="([^"]*)"`).exec(labels!)?.[1] ?? "";
    return { name: name!, agent: label("agent"), source: label("source"), value: Number(value) };
  });
}

/** What the agent says of a source that was last heard of: one whose id was damaged goes on under another. */
function valueOf(metrics: readonly Metric[], name: string, source: string): number {
  const own = metrics.filter((metric) => metric.source === source);
  const seen = own.filter((metric) => metric.name === "seen_seconds").sort((a, b) => b.value - a.value)[0];
  const named = own.filter((metric) => metric.name === name && metric.agent === seen?.agent);
  return named.reduce((sum, { value }) => sum + value, 0);
}
