import type { TemplateCounts } from "../../core/compare/compare_templates.ts";

/** A template of two stretches of logs, and where it was seen. */
export interface ComparedTemplate extends TemplateCounts {
  readonly text: string;
  readonly sample: string;
  /** Machines that logged it in either stretch, as far as they are known, in order of their names. */
  readonly hosts: readonly string[];
  /** Name of its source; null where files are compared. */
  readonly source: string | null;
  /** The level that most of its lines have, or `-`. */
  readonly level: string;
}

/** Two stretches of logs, ready to be compared. */
export interface Comparison {
  readonly templates: readonly ComparedTemplate[];
  /** Lines of all templates before, in the blocks in which each template's are given. */
  readonly totals: readonly number[];
  /** Lines before and after. */
  readonly before: number;
  readonly after: number;
}
