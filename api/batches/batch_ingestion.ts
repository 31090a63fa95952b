import type { Clock } from "../../core/clock.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import type { CounterStore, WriteOutcome } from "../../store/ports/counters.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import { joinedPoints } from "../cardinality/joined_points.ts";
import type { SeriesLimit } from "../cardinality/series_limit.ts";
import type { SourceTemplatesLimit } from "../cardinality/source_templates_limit.ts";
import { letOthersIn } from "../let_others_in.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import type { TemplateRegistry } from "../template_registry.ts";
import { pointParts } from "./point_parts.ts";
import type { WriteWatch } from "./write_watch.ts";

/** What {@linkcode BatchIngestion} works with. */
export interface BatchIngestionOptions {
  readonly store: CounterStore & TemplateStore;
  readonly clock: Clock;
  readonly registry: TemplateRegistry;
  readonly metrics: ApiMetrics;
  readonly templates: SourceTemplatesLimit;
  readonly series: SeriesLimit;
  readonly writes: WriteWatch;
}

/** Samples that are written at once: a store in this process serves nobody else meanwhile. */
const AT_ONCE = 2000;

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
  save(batch: CounterBatch): Promise<WriteOutcome> {
    return this.#options.writes.during("batches", () => this.#save(batch));
  }

  async #save(given: CounterBatch): Promise<WriteOutcome> {
    const { store, clock, registry, metrics } = this.#options;
    if (given.templates.length > 0) await metrics.timed("templates", () => registry.save(given.templates));
    const batch = await this.#bounded(given);
    let outcome: WriteOutcome = { stored: 0, rejected: 0 };
    for (const points of pointParts(batch.points)) {
      const written = await metrics.timed("counters", () => store.writeCounters({ ...batch, points }, clock.now()));
      outcome = added(outcome, written);
      if (points.length < batch.points.length) await letOthersIn();
    }
    for (const samples of parts(batch.samples)) {
      await metrics.timed("samples", () => store.saveSamples(samples));
      if (samples.length === AT_ONCE) await letOthersIn();
    }
    metrics.batchSaved(batch, outcome);
    return outcome;
  }

  /** The same lines in as many templates, hosts and series as are told apart. */
  async #bounded(given: CounterBatch): Promise<CounterBatch> {
    const { templates, series } = this.#options;
    const batch = await templates.without(given);
    const points = await series.bounded(batch.points);
    return points === given.points ? batch : { ...batch, points: joinedPoints(points) };
  }
}

function* parts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += AT_ONCE) {
    yield items.length <= AT_ONCE ? items : items.slice(at, at + AT_ONCE);
  }
}

function added(a: WriteOutcome, b: WriteOutcome): WriteOutcome {
  const reason = a.reason ?? b.reason;
  return {
    stored: a.stored + b.stored,
    rejected: a.rejected + b.rejected,
    ...reason === undefined ? {} : { reason },
  };
}
