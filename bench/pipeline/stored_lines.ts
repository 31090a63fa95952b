import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";

/** Adds up the counters of an embedded store that others may be writing to. */
export async function storedLines(path: string): Promise<{ readonly lines: number; readonly templates: number }> {
  await using store = openSqliteStore(path, { retentionMs: Infinity });
  const counts = await store.templateCounts();
  const lines = counts.reduce((sum, { count }) => sum + count, 0);
  return { lines, templates: new Set(counts.map(({ template }) => template)).size };
}
