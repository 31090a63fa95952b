import type { Clock } from "../core/clock.ts";
import type { TemplateRecord } from "../core/counter_batch.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import type { TemplateStore } from "../store/ports/templates.ts";

/** Far longer than the time between a read and a write of the registry, so that a race is over when it is looked at. */
const CONFIRM_AFTER_MS = 1000;

/** Decides which of the templates that are reported the registry takes. */
export interface TemplateLimit {
  /** Those that it does, which are all of the known ones, and others as long as there is room. */
  kept(
    source: string,
    templates: { readonly known: readonly RegisteredTemplate[]; readonly reported: readonly TemplateRecord[] },
  ): readonly TemplateRecord[];
}

const NO_LIMIT: TemplateLimit = { kept: (_, { reported }) => reported };

/** Records that were saved, and when. */
interface Report {
  readonly records: readonly TemplateRecord[];
  readonly savedMs: number;
}

/**
 * Reconciles what agents report with the registry in the store.
 *
 * It is the one writer of a source's lineage: readers follow `replacedBy` and compute nothing. Several api processes may write at
 * once, without a lock: what they come to follows from the set of rows alone. So that rows which two of them add at once name one
 * survivor, each looks at the registry again after each write, until it finds nothing to write: whoever writes last has then seen
 * all rows. Only when both change the text of one row, the one that writes last undoes the other's change: therefore
 * `confirm()` reconciles each report once more a second later, and again until it finds nothing to write.
 */
export class TemplateRegistry {
  readonly #store: TemplateStore;
  readonly #clock: Clock;
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #unconfirmed = new Map<string, readonly Report[]>();
  readonly #limit: TemplateLimit;

  constructor(store: TemplateStore, clock: Clock, limit: TemplateLimit = NO_LIMIT) {
    this.#store = store;
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Resolves when the registry holds `records`, reconciled. Reports on one source take turns; what is held already writes nothing. */
  async save(records: readonly TemplateRecord[]): Promise<void> {
    const bySource = Map.groupBy(records, ({ source }) => source);
    await Promise.all([...bySource].map(([source, own]) => this.#inTurn(source, () => this.#saveReport(source, own))));
  }

  /** Looks whether what was saved a second ago is still there; to be called now and then. */
  async confirm(): Promise<void> {
    const dueMs = this.#clock.now() - CONFIRM_AFTER_MS;
    await Promise.all([...this.#unconfirmed.keys()].map((source) =>
      this.#inTurn(source, async () => {
        const reports = this.#unconfirmed.get(source) ?? [];
        const young = reports.filter(({ savedMs }) => savedMs > dueMs);
        if (young.length === reports.length) return;
        // Younger ones too, in their order: a text must not fall back to what it was before they came.
        const isHeld = await this.#reconcile(source, reports.flatMap(({ records }) => records)) === 0;
        if (isHeld) this.#keep(source, young);
      })
    ));
  }

  /** Registry rows of `source`, replaced ones included. */
  async rows(source: string): Promise<RegisteredTemplate[]> {
    return await this.#store.templates({ source });
  }

  async #saveReport(source: string, reported: readonly TemplateRecord[]): Promise<void> {
    const records = this.#limit.kept(source, { known: await this.rows(source), reported });
    if (await this.#reconcile(source, records) === 0) return;
    this.#keep(source, [...this.#unconfirmed.get(source) ?? [], { records, savedMs: this.#clock.now() }]);
    // Until nothing is left to write: what was written came of rows that another process may have changed since they were read.
    while (await this.#reconcile(source, []) > 0);
  }

  /** Writes what `records` change; resolves with the number of rows. */
  async #reconcile(source: string, records: readonly TemplateRecord[]): Promise<number> {
    const changed = reconcile(await this.rows(source), records, this.#clock.now());
    if (changed.length > 0) await this.#store.saveTemplates(changed);
    return changed.length;
  }

  #keep(source: string, reports: readonly Report[]): void {
    if (reports.length > 0) this.#unconfirmed.set(source, reports);
    else this.#unconfirmed.delete(source);
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
