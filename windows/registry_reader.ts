import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import { SourceRegistry } from "./source_registry.ts";

/** How long a row may take from its time stamp to its commit, and how far the clocks of two api processes may be apart. */
const OVERLAP_MS = 10_000;

/** Reads what is new in the template registry, for all sources together. */
export class RegistryReader {
  readonly #store: TemplateStore;
  readonly #registries = new Map<string, SourceRegistry>();
  /** Everything that changed before it was read, but for what was committed late. */
  #readMs = -Infinity;

  constructor(store: TemplateStore) {
    this.#store = store;
  }

  /** A source's templates as they were read last. */
  of(source: string): SourceRegistry {
    let registry = this.#registries.get(source);
    if (registry === undefined) this.#registries.set(source, registry = new SourceRegistry());
    return registry;
  }

  /**
   * Reads rows that have changed since the last time.
   *
   * @param nowMs a time by the api's clock that has come, epoch milliseconds.
   */
  async refresh(nowMs: number): Promise<void> {
    const isFirst = this.#readMs === -Infinity;
    this.#take(await this.#store.templates(isFirst ? {} : { changedSinceMs: this.#readMs - OVERLAP_MS }));
    this.#readMs = Math.max(this.#readMs, nowMs);
  }

  /** Reads all of a source's rows, for a row that was committed later than its time stamp allows. */
  async reread(source: string): Promise<void> {
    this.#take(await this.#store.templates({ source }));
  }

  #take(rows: readonly RegisteredTemplate[]): void {
    for (const [source, ofSource] of Map.groupBy(rows, ({ source }) => source)) this.of(source).take(ofSource);
  }
}
