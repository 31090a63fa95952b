import type { SampleLine } from "../../core/counter_batch.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";

/**
 * The template registry, and a few lines of each template. Who writes it settles it (`core/registry/reconcile.ts`): each row that was
 * replaced names its survivor in `replacedBy`, so readers follow one step. A store that an earlier version has written is
 * settled when it is opened.
 */
export interface TemplateStore {
  /** Inserts or replaces registry rows by (source, id). `firstSeenMs` only ever gets smaller; `initial` stays true. */
  saveTemplates(rows: readonly RegisteredTemplate[]): Promise<void>;

  /** Registry rows, replaced ones included, ordered by (source, id); `changedSinceMs` keeps those with `updatedMs` at or after it. */
  templates(filter?: { readonly source?: string; readonly changedSinceMs?: number }): Promise<RegisteredTemplate[]>;

  /** How many templates each source has, those that were replaced left out, ordered by source; a source without any has no row. */
  countTemplates(): Promise<SourceTemplates[]>;

  /** Keeps the newest `SAMPLES_PER_TEMPLATE` lines of each template. The same line at the same time is kept once. */
  saveSamples(samples: readonly SampleLine[]): Promise<void>;

  /** Sample lines, newest first. */
  samples(filter?: { readonly source?: string; readonly template?: string }): Promise<SampleLine[]>;
}

/** Templates of one source. */
export interface SourceTemplates {
  readonly source: string;
  readonly count: number;
}

/** How many sample lines a store keeps per template. */
export const SAMPLES_PER_TEMPLATE = 5;
