import { NO_TOTALS, type SourceTotals } from "../../counting/source_totals.ts";
import type { AgentId } from "./agent_id.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { SpoolEntry } from "./spool_entry.ts";

/**
 * A checkpoint with the totals of this agent: where another one made it, whose state this is a copy of, that one tells of what it counted, and here
 * only what waits is to be told of.
 */
export function withOwnTotals(
  checkpoint: Checkpoint,
  { agent, inherits }: AgentId,
  pending: readonly Pick<SpoolEntry, "lines">[],
): Checkpoint {
  if (inherits || (checkpoint.agent ?? agent) === agent) return checkpoint;
  const totals = Object.keys(checkpoint.sources).map((source): [string, SourceTotals] => {
    const waiting = pending.reduce((sum, { lines }) => sum + (lines[source] ?? 0), 0);
    return [source, { ...NO_TOTALS, read: waiting, counted: waiting }];
  });
  return { ...checkpoint, agent, sources: Object.fromEntries(totals) };
}
