import type { CounterBatch, CounterPoint, TemplateRecord } from "../../core/counter_batch.ts";
import { OVERFLOW_ID, OVERFLOW_TEXT } from "../../core/mining/templates/template.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { TemplateLimit } from "../template_registry.ts";

/** How many ids are remembered as left out; others are left out by the limit of series. */
const MOST_REMEMBERED = 100_000;

/** How many templates a source has, whatever number of agents reports them: further ones are the overflow template. */
export class SourceTemplatesLimit implements TemplateLimit {
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #left = new Set<string>();

  constructor(most: number, onOverflow: () => void) {
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
    if (known.length + reported.length <= this.#most) return reported;
    const ids = new Set(known.map(({ id }) => id));
    const kept = reported.filter(({ id }) => ids.has(id) || ids.size < this.#most && ids.add(id));
    if (kept.length === reported.length) return reported;
    for (const { id } of reported.filter((record) => !kept.includes(record))) this.#leave(source, id);
    return kept.some(({ id }) => id === OVERFLOW_ID) ? kept : [...kept, overflowOf(reported[0]!)];
  }

  /** A batch whose templates have been reported, without those that are left out: their lines are the overflow template's. */
  without({ points, samples, ...batch }: CounterBatch): CounterBatch {
    if (this.#left.size === 0) return { ...batch, points, samples };
    const isLeft = (source: string, template: string) => this.#left.has(`${source}\n${template}`);
    const bounded = (point: CounterPoint) => {
      return isLeft(point.source, point.template) ? { ...point, template: OVERFLOW_ID } : point;
    };
    const kept = samples.filter(({ source, template }) => !isLeft(source, template));
    return { ...batch, points: points.map(bounded), samples: kept };
  }

  #leave(source: string, id: string): void {
    this.#onOverflow();
    if (this.#left.size < MOST_REMEMBERED) this.#left.add(`${source}\n${id}`);
  }
}

function overflowOf({ source, firstSeenMs, initial }: TemplateRecord): TemplateRecord {
  return { source, id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "", firstSeenMs, initial };
}
