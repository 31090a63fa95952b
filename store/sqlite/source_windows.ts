import type { SourceWindow } from "../../core/statistics/source_windows.ts";
import { assertAligned } from "../../core/statistics/tally_windows.ts";
import type { SourceWindowsQuery } from "../ports/windows.ts";
import type { Connection } from "./connection.ts";
import { SOURCE_SLOTS, SOURCES } from "./queries.ts";
import type { SeriesNames } from "./series_names.ts";

/**
 * See `WindowStore.sourceWindows`. A source after another within one call: each reads its own stretch of the key and nothing else, and
 * memory follows one source.
 */
export function querySourceWindows(db: Connection, query: SourceWindowsQuery, names: SeriesNames): SourceWindow[] {
  assertAligned(query);
  const wanted = query.sources && new Set(query.sources);
  names.refresh();
  return db.arrays<[number, string]>(SOURCES)
    .filter(([, source]) => wanted?.has(source) ?? true)
    .flatMap(([id, source]) => windowsOf(db, names, { ...query, id, source }));
}

type Row = readonly [slotMs: number, series: number, count: number];

function windowsOf(
  db: Connection,
  names: SeriesNames,
  { id, source, fromMs, toMs, windowMs }: SourceWindowsQuery & { readonly id: number; readonly source: string },
): SourceWindow[] {
  const rows = db.arrays<Row>(SOURCE_SLOTS, { source: id, fromMs, toMs });
  names.learn(new Set(rows.map(([, series]) => series)));
  const windows = Map.groupBy(rows, ([slotMs]) => slotMs - slotMs % windowMs);
  return [...windows].map(([startMs, ofWindow]) => windowOf(source, startMs, { rows: ofWindow, names }))
    .filter(({ total }) => total > 0);
}

function windowOf(
  source: string,
  startMs: number,
  { rows, names }: { readonly rows: readonly Row[]; readonly names: SeriesNames },
): SourceWindow {
  const counts = new Map<string, number>();
  const errors = new Map<string, number>();
  let total = 0;
  for (const [, series, count] of rows) {
    const name = names.get(series);
    if (name === null) continue;
    counts.set(name.template, (counts.get(name.template) ?? 0) + count);
    total += count;
    if (name.isError) errors.set(name.template, (errors.get(name.template) ?? 0) + count);
  }
  return { source, startMs, counts, total, errors };
}
