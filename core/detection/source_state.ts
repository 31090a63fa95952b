import type { BaselineState } from "./baseline.ts";
import type { Episode } from "./episode.ts";
import type { TemplateSeriesState } from "./template_series.ts";

/** What is kept of a source between two runs; its templates' states are kept beside it. */
export interface SourceState {
  readonly windowMs: number;
  readonly nextMs: number;
  /** What was first seen earlier is not known by that alone; null where there is no such time. */
  readonly knownSinceMs: number | null;
  /** End of learning, or null while it goes on. */
  readonly learnedMs: number | null;
  readonly awaitsLine: boolean;
  readonly traffic: BaselineState;
  readonly overflowed: boolean;
  readonly episode: Episode | null;
}

/** What is kept of a template: whether it is known, and its series where it has one. */
export interface TemplateState extends Partial<TemplateSeriesState> {
  readonly template: string;
  readonly known: boolean;
}
