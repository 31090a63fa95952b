/**
 * A process for the tests that writes batches 0 to COUNT - 1 of one agent and prints each batch's number once it is stored.
 *
 * `deno run -A writer.ts PATH AGENT COUNT`
 */
import type { CounterBatch } from "../../../core/counter_batch.ts";
import type { Store } from "../../store.ts";
import { StoreUnavailableError } from "../../store_errors.ts";
import { openSqliteStore } from "../sqlite_store.ts";

/** Lines in each batch. */
export const LINES_PER_BATCH = 100;

/** Batch `number` of `agent`, the same at every call: 100 points of one line, one second after the batch before. */
export function writerBatch(agent: string, number: number): CounterBatch {
  const points = Array.from({ length: LINES_PER_BATCH }, (_, i) => ({
    source: "app",
    host: "-",
    level: "-",
    template: `t${i}`,
    mode: "live" as const,
    slotMs: 1_700_000_000_000 + number * 1000,
    count: 1,
  }));
  return { agent, number, points, templates: [], samples: [] };
}

/** Writes batch `number` of `agent`; again, as an agent does, while the store is not available: a disk may stall for seconds. */
export async function writeUntilStored(store: Store, agent: string, number: number): Promise<void> {
  for (;;) {
    try {
      await store.writeCounters(writerBatch(agent, number), Date.now());
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }
}

if (import.meta.main) {
  const [path, agent, count] = Deno.args;
  await using store = openSqliteStore(path, { retentionMs: Infinity });
  for (let number = 0; number < Number(count); number++) {
    await writeUntilStored(store, agent, number);
    console.log(number);
  }
}
