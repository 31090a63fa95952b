import type { CounterBatch, CounterPoint, TemplateRecord } from "../../core/counter_batch.ts";
import { OVERFLOW_ID, OVERFLOW_TEXT } from "../../core/mining/templates/template.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import type { TemplateLimit } from "../template_registry.ts";
import { LoadedOnce } from "./loaded_once.ts";

/** What is read to know which sources are full. */
type Registry = Pick<TemplateStore, "countTemplates" | "templates">;

/** Of the registry rows of a source at least this share stands for itself: the others were merged into these. */
const LEAST_SURVIVING = 0.1;

/** How many templates a source has, whatever number of agents reports them: further ones are the overflow template. */
export class SourceTemplatesLimit implements TemplateLimit {
  readonly #store: Registry;
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #begun = new LoadedOnce<void>();
  /** Which templates sources have that have as many as they may. */
  readonly #full = new Map<string, ReadonlySet<string>>();

  /** `onOverflow` is told of each template that is left out. */
  constructor(
    store: Registry,
    { most, onOverflow }: { readonly most: number; readonly onOverflow: () => void },
  ) {
    this.#store = store;
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  kept(
    source: string,
    { known, reported }: {
      readonly known: readonly RegisteredTemplate[];
      readonly reported: readonly TemplateRecord[];
    },
  ): readonly TemplateRecord[] {
    this.#full.delete(source);
    if (known.length + reported.length <= this.#most) return reported;
    const ids = new Set(known.map(({ id }) => id));
    const kept = reported.filter(({ id }) => ids.has(id) || ids.size < this.#most && ids.add(id));
    if (ids.size >= this.#most) this.#full.set(source, ids);
    if (kept.length === reported.length) return reported;
    for (let left = reported.length - kept.length; left > 0; left--) this.#onOverflow();
    return kept.some(({ id }) => id === OVERFLOW_ID) ? kept : [...kept, overflowOf(reported[0]!)];
  }

  /**
   * A batch whose templates have been reported, without those that are left out: their lines are the overflow template's.
   *
   * @throws {StoreUnavailableError} while it is not known which sources are full.
   */
  async without({ points, samples, ...batch }: CounterBatch): Promise<CounterBatch> {
    await this.#begun.get(() => this.#begin());
    if (this.#full.size === 0) return { ...batch, points, samples };
    const isLeft = (source: string, template: string) => this.#full.get(source)?.has(template) === false;
    const bounded = (point: CounterPoint) => {
      return isLeft(point.source, point.template) ? { ...point, template: OVERFLOW_ID } : point;
    };
    const kept = samples.filter(({ source, template }) => !isLeft(source, template));
    return { ...batch, points: points.map(bounded), samples: kept };
  }

  /** Agents do not report again what an api before this one has left out. */
  async #begin(): Promise<void> {
    for (const { source, count } of await this.#store.countTemplates()) {
      if (count < this.#most * LEAST_SURVIVING || this.#full.has(source)) continue;
      const rows = await this.#store.templates({ source });
      if (rows.length >= this.#most) this.#full.set(source, new Set(rows.map(({ id }) => id)));
    }
  }
}

function overflowOf({ source, firstSeenMs, initial }: TemplateRecord): TemplateRecord {
  return { source, id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "", firstSeenMs, initial };
}
