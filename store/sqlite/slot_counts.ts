import { addCount } from "../../core/add_count.ts";
import type { SlotCount } from "../../core/statistics/tally_windows.ts";
import type { WindowQuery } from "../ports/windows.ts";
import type { Connection } from "./connection.ts";
import { LIVE_TEMPLATES, NEXT_SLOT, SLOT_COUNTS, SOURCE_ID } from "./queries.ts";

/**
 * Live lines of a source per template, each series added up by window already (the window's start stands for its slots).
 *
 * One query a window and sums in JavaScript: that reads each point once in the order of the key, where SQL's GROUP BY sorts
 * them all, and took 23 ms instead of 38 ms for 20 windows of 1,000 templates. Memory follows one window, and stretches
 * without points are skipped.
 *
 * @param query whose range's ends are multiples of the window's length.
 */
export function* slotCounts(db: Connection, query: WindowQuery): Generator<SlotCount> {
  const source = db.first<{ id: number }>(SOURCE_ID, { name: query.source })?.id;
  if (source === undefined) return;
  const templates = new Map<number, string | null>();
  for (const slotMs of occupiedWindows(db, source, query)) {
    const counts = seriesCounts(db, source, { fromMs: slotMs, toMs: slotMs + query.windowMs });
    learnTemplates(db, templates, counts.keys());
    for (const [series, count] of counts) {
      const template = templates.get(series) ?? null;
      if (template !== null) yield { template, slotMs, count };
    }
  }
}

/** Starts of a source's windows that have slots; stretches without any are skipped. */
export function* occupiedWindows(
  db: Connection,
  source: number,
  { fromMs, toMs, windowMs }: Pick<WindowQuery, "fromMs" | "toMs" | "windowMs">,
): Generator<number> {
  for (let afterMs = fromMs;;) {
    const slotMs = db.first<{ slotMs: number | null }>(NEXT_SLOT, { source, fromMs: afterMs })?.slotMs ?? Infinity;
    if (slotMs >= toMs) return;
    const startMs = slotMs - slotMs % windowMs;
    yield startMs;
    afterMs = startMs + windowMs;
  }
}

function seriesCounts(
  db: Connection,
  source: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [series, count] of db.arrays<[number, number]>(SLOT_COUNTS, { source, fromMs, toMs })) {
    addCount(counts, series, count);
  }
  return counts;
}

/** Looks up the templates of series that are not known yet; null for a series of backlog lines. */
function learnTemplates(db: Connection, templates: Map<number, string | null>, series: Iterable<number>): void {
  const unknown = [...series].filter((id) => !templates.has(id));
  if (unknown.length === 0) return;
  for (const id of unknown) templates.set(id, null);
  for (const [id, template] of db.arrays<[number, string]>(LIVE_TEMPLATES, { series: JSON.stringify(unknown) })) {
    templates.set(id, template);
  }
}
