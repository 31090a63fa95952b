import type { Store, TemplateRow } from "../store/store.ts";
import { SourceRegistry } from "./source_registry.ts";

/** How long a row may take from its time stamp to its commit, and how far the clocks of two api processes may be apart. */
const OVERLAP_MS = 10_000;

/** Reads what is new in the template registry, for all sources together. */
export class RegistryReader {
  readonly #store: Store;
  readonly #registries = new Map<string, SourceRegistry>();
  #changedMs = -Infinity;

  constructor(store: Store) {
    this.#store = store;
  }

  /** A source's templates as they were read last. */
  of(source: string): SourceRegistry {
    let registry = this.#registries.get(source);
    if (registry === undefined) this.#registries.set(source, registry = new SourceRegistry(source));
    return registry;
  }

  /** Reads rows that have changed since the last time. */
  async refresh(): Promise<void> {
    const isFirst = this.#changedMs === -Infinity;
    const rows = await this.#store.templates(isFirst ? {} : { changedSinceMs: this.#changedMs - OVERLAP_MS });
    this.#take(rows);
    for (const { updatedMs } of rows) this.#changedMs = Math.max(this.#changedMs, updatedMs);
  }

  /** Reads all of a source's rows, for a row that was committed later than its time stamp allows. */
  async reread(source: string): Promise<void> {
    this.#take(await this.#store.templates({ source }));
  }

  #take(rows: readonly TemplateRow[]): void {
    for (const [source, ofSource] of Map.groupBy(rows, ({ source }) => source)) this.of(source).take(ofSource);
  }
}
