import type { MiningEvent } from "../core/mining/miner.ts";
import { OVERFLOW_ID, OVERFLOW_TEXT } from "../core/mining/templates/template.ts";
import { reconcile } from "../core/registry/reconcile.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import { TemplateCatalogue } from "../counting/template_catalogue.ts";
import { SourceRegistry } from "./source_registry.ts";

/** What a miner says of one source's templates, settled as the registry of a store settles it. */
export class MinedTemplates {
  readonly #catalogue: TemplateCatalogue;
  readonly #rows = new Map<string, RegisteredTemplate>();
  readonly #registry = new SourceRegistry();
  #changes = 0;

  constructor(source: string) {
    this.#catalogue = new TemplateCatalogue(source);
  }

  /** Takes in what happened at a line. */
  apply(events: readonly MiningEvent[], timeMs: number): void {
    const first = { slotMs: timeMs, preexisting: false };
    for (const event of events) {
      if (event.kind === "overflowed") this.#catalogue.use({ id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "" }, first);
      else this.#catalogue.apply(event, first);
    }
  }

  /** What is known by now. */
  registry(): SourceRegistry {
    const changed = this.#catalogue.unsent();
    if (changed.length === 0) return this.#registry;
    this.#catalogue.sent(changed);
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
