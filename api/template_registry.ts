import type { TemplateRecord } from "../core/counter_batch.ts";
import type { Clock } from "../core/clock.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import type { Store, TemplateRow } from "../store/store.ts";

/** Each round reads what other processes wrote meanwhile; two that write at once agree in the second, so more are a fault. */
const MOST_ROUNDS = 5;

/**
 * Reconciles what agents report with the registry in the store.
 *
 * Several api processes may do so at once, without a lock: after it has written, each reads the rows back and reconciles
 * again until nothing is left to write. Whoever is last sees every row, and as the result follows from the
 * set of rows alone, all end with the same survivors.
 */
export class TemplateRegistry {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #turns = new Map<string, Promise<void>>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Resolves when the registry holds `records`, reconciled. Reports on one source take turns; those already held write nothing. */
  async save(records: readonly TemplateRecord[]): Promise<void> {
    const bySource = Map.groupBy(records, ({ source }) => source);
    await Promise.all([...bySource].map(([source, own]) => this.#inTurn(source, () => this.#saveSource(source, own))));
  }

  /** Registry rows of `source`, replaced ones included. */
  async rows(source: string): Promise<TemplateRow[]> {
    return await this.#store.templates({ source });
  }

  async #saveSource(source: string, records: readonly TemplateRecord[]): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const changed = reconcile(await this.rows(source), records, this.#clock.now());
      if (changed.length === 0) return;
      await this.#store.saveTemplates(changed);
    }
  }

  async #inTurn(source: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(source) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => {});
    this.#turns.set(source, settled);
    try {
      await turn;
    } finally {
      if (this.#turns.get(source) === settled) this.#turns.delete(source);
    }
  }
}
