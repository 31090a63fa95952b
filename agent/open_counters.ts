import { type CounterParts, openCounter } from "./open_counter.ts";
import type { SourceCounter } from "../counting/source_counter.ts";
import type { Spool } from "./state/spool.ts";

/** Opens a counter for each source, as the last run left it. */
export async function openCounters(
  sources: Iterable<string>,
  { spool, ...parts }: Omit<CounterParts, "source" | "found" | "totals"> & { readonly spool: Spool },
): Promise<ReadonlyMap<string, SourceCounter>> {
  const found = spool.takeFound();
  const counters = new Map<string, SourceCounter>();
  for (const source of new Set(sources)) {
    const totals = spool.checkpoint.sources[source];
    counters.set(source, await openCounter({ ...parts, source, found, totals }));
  }
  return counters;
}
