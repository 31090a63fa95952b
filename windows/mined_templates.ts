import type { TemplateRecord } from "../core/counter_batch.ts";
import type { MiningEvent } from "../core/mining/miner.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import { SourceRegistry } from "./source_registry.ts";

/** What a miner says of one source's templates, settled as the registry of a store settles it. */
export class MinedTemplates {
  readonly #source: string;
  readonly #records = new Map<string, TemplateRecord>();
  readonly #changed = new Set<string>();
  readonly #rows = new Map<string, RegisteredTemplate>();
  readonly #registry = new SourceRegistry();
  #changes = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Takes in what happened at a line. */
  apply(events: readonly MiningEvent[], timeMs: number): void {
    for (const event of events) {
      const first = { source: this.#source, id: event.id, text: "", sample: "", firstSeenMs: timeMs, initial: false };
      this.#records.set(event.id, { ...first, ...this.#records.get(event.id), ...changeOf(event) });
      this.#changed.add(event.id);
    }
  }

  /** What is known by now. */
  registry(): SourceRegistry {
    if (this.#changed.size === 0) return this.#registry;
    const changed = [...this.#changed].map((id) => this.#records.get(id)!);
    this.#changed.clear();
    const rows = reconcile([...this.#rows.values()], changed, ++this.#changes);
    for (const row of rows) this.#rows.set(row.id, row);
    this.#registry.take(rows);
    return this.#registry;
  }

  /** A row for each template that there was. */
  rows(): RegisteredTemplate[] {
    this.registry();
    return [...this.#rows.values()];
  }
}

function changeOf(event: MiningEvent): Partial<TemplateRecord> {
  switch (event.kind) {
    case "created": {
      const { text, sample, ancestor } = event;
      return { text, sample, ...(ancestor === undefined ? {} : { ancestor }) };
    }
    case "generalised":
      return { text: event.text };
    case "merged":
      return { replacedBy: event.into };
    case "overflowed":
      return {};
  }
}
