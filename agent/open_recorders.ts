import { openRecorder, type RecorderParts } from "./open_recorder.ts";
import type { SourceRecorder } from "./source_recorder.ts";
import type { Spool } from "./state/spool.ts";

/** Opens a recorder for each source, as the last run left it. */
export async function openRecorders(
  sources: Iterable<string>,
  { spool, ...parts }: Omit<RecorderParts, "source" | "found" | "totals"> & { readonly spool: Spool },
): Promise<ReadonlyMap<string, SourceRecorder>> {
  const found = spool.takeFound();
  const recorders = new Map<string, SourceRecorder>();
  for (const source of new Set(sources)) {
    const totals = spool.checkpoint.sources[source];
    recorders.set(source, await openRecorder({ ...parts, source, found, totals }));
  }
  return recorders;
}
