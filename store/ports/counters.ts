import type { CounterBatch } from "../../core/counter_batch.ts";

/** Lines counted per slot. Every write is idempotent, a resolved write is durable, ranges are half-open. */
export interface CounterStore {
  /**
   * Writes a batch's counters. A point's identity is (agent, number, slot, tags). Points older than the retention are
   * left out and reported; the others are stored. `nowMs` is the api's clock.
   */
  writeCounters(batch: CounterBatch, nowMs: number): Promise<WriteOutcome>;

  /** Counts by (source, template, level) over slots in the range (default: all), live and backlog; lineage is not resolved. */
  templateCounts(
    filter?: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number },
  ): Promise<TemplateCount[]>;

  /**
   * Brings the sums up to date that readers of long ranges take instead of counters (a no-op where the store adds up as it writes). An api does it
   * every minute; several at once, and one that is killed in the middle, change no sum.
   */
  sumCounters(nowMs: number): Promise<void>;

  /** Which hosts have lines of (source, template) in slots in the range (default: all), each once; lineage is not resolved, the unknown host is left out. */
  templateHosts(
    filter?: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number },
  ): Promise<TemplateHost[]>;
}

/** What became of a batch. */
export interface WriteOutcome {
  /** Lines stored. */
  readonly stored: number;
  /** Lines refused for good, with the reason. */
  readonly rejected: number;
  readonly reason?: string;
}

/** A host that logged a template. */
export interface TemplateHost {
  readonly source: string;
  readonly template: string;
  readonly host: string;
}

/** Lines of one source, template and level. */
export interface TemplateCount {
  readonly source: string;
  readonly template: string;
  readonly level: string;
  readonly count: number;
  /** Start of the first and of the last slot with a line. */
  readonly firstSlotMs: number;
  readonly lastSlotMs: number;
}
