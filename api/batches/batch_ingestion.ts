import type { CounterBatch } from "../../core/counter_batch.ts";
import type { Clock } from "../../core/clock.ts";
import type { CounterStore, WriteOutcome } from "../../store/ports/counters.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import type { TemplateRegistry } from "../template_registry.ts";

/** What {@linkcode BatchIngestion} works with. */
export interface BatchIngestionOptions {
  readonly store: CounterStore & TemplateStore;
  readonly clock: Clock;
  readonly registry: TemplateRegistry;
  readonly metrics: ApiMetrics;
}

/** Stores counter batches, an agent's or the api's own. */
export class BatchIngestion {
  readonly #options: BatchIngestionOptions;

  constructor(options: BatchIngestionOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the store has all of `batch`: its templates first, so that no reader meets a count whose template it
   * can't name, then counters, then samples. The same batch again changes nothing.
   */
  async save(batch: CounterBatch): Promise<WriteOutcome> {
    const { store, clock, registry, metrics } = this.#options;
    if (batch.templates.length > 0) await metrics.timed("templates", () => registry.save(batch.templates));
    const outcome = batch.points.length > 0
      ? await metrics.timed("counters", () => store.writeCounters(batch, clock.now()))
      : { stored: 0, rejected: 0 };
    if (batch.samples.length > 0) await metrics.timed("samples", () => store.saveSamples(batch.samples));
    metrics.batchSaved(batch, outcome);
    return outcome;
  }
}
