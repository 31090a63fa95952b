import type { TemplateArrival } from "../core/detection/observed/template_arrival.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import { survivors } from "../core/registry/survivors.ts";

/** What the detector knows of one source's templates: their texts, their lineage, and which it has not reported yet. */
export class SourceRegistry {
  readonly #rows = new Map<string, RegisteredTemplate>();
  #waiting: RegisteredTemplate[] = [];
  #lineage: ReadonlyMap<string, string> = new Map();

  /** Replaced id -> surviving id; another map whenever that has changed. */
  get lineage(): ReadonlyMap<string, string> {
    return this.#lineage;
  }

  /** A template's row, or its survivor's. */
  get(template: string): RegisteredTemplate | undefined {
    return this.#rows.get(this.#resolve(template)) ?? this.#rows.get(template);
  }

  /** Whether the registry holds this id. */
  has(template: string): boolean {
    return this.#rows.has(template);
  }

  /** Takes rows of the source, whether or not they were read before. */
  take(rows: readonly RegisteredTemplate[]): void {
    const changed = rows.filter((row) => row.updatedMs !== this.#rows.get(row.id)?.updatedMs);
    if (changed.length === 0) return;
    this.#waiting.push(...changed.filter(({ id }) => !this.#rows.has(id)));
    for (const row of changed) this.#rows.set(row.id, row);
    const lineage = survivors(this.#rows.values());
    if (!isSame(lineage, this.#lineage)) this.#lineage = lineage;
  }

  /** Templates first seen before `endMs` that were not reported yet, the earliest first; each is reported once. */
  arrivalsBefore(endMs: number): TemplateArrival[] {
    if (this.#waiting.length === 0) return [];
    const due = this.#waiting.filter(({ firstSeenMs }) => firstSeenMs < endMs);
    this.#waiting = this.#waiting.filter(({ firstSeenMs }) => firstSeenMs >= endMs);
    return due
      .sort((a, b) => a.firstSeenMs - b.firstSeenMs || (a.id < b.id ? -1 : 1))
      .map(({ id, firstSeenMs, initial, ancestor }) => ({
        template: this.#resolve(id),
        firstSeenMs,
        preexisting: initial,
        ...(ancestor === undefined ? {} : { ancestor: this.#resolve(ancestor) }),
      }));
  }

  #resolve(template: string): string {
    return this.#lineage.get(template) ?? template;
  }
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([id, into]) => b.get(id) === into);
}
