import type { SampleLine } from "../../core/counter_batch.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";

/** The template registry, and a few lines of each template. */
export interface TemplateStore {
  /** Inserts or replaces registry rows by (source, id). `firstSeenMs` only ever gets smaller; `initial` stays true. */
  saveTemplates(rows: readonly RegisteredTemplate[]): Promise<void>;

  /** Registry rows, replaced ones included, ordered by (source, id); `changedSinceMs` keeps those with `updatedMs` at or after it. */
  templates(filter?: { readonly source?: string; readonly changedSinceMs?: number }): Promise<RegisteredTemplate[]>;

  /** Keeps the newest `SAMPLES_PER_TEMPLATE` lines of each template. The same line at the same time is kept once. */
  saveSamples(samples: readonly SampleLine[]): Promise<void>;

  /** Sample lines, newest first. */
  samples(filter?: { readonly source?: string; readonly template?: string }): Promise<SampleLine[]>;
}

/** How many sample lines a store keeps per template. */
export const SAMPLES_PER_TEMPLATE = 5;
