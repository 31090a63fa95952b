import type { WindowFigures } from "../figures/episode_figures.ts";
import type { NewTemplate } from "../observed/known_templates.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";

/** A window of a source after learning, with nothing left out. */
export interface SourceWindow extends Required<ObservedWindow> {
  readonly windowMs: number;
  /** End of learning, epoch milliseconds. */
  readonly learnedMs: number;
  /** Templates that were not known before, each once. */
  readonly newTemplates: readonly NewTemplate[];
}

/** What a rule makes of a window. */
export interface SourceVerdict<State = unknown> {
  /** What it remembers for the source, a JSON value; null: nothing. */
  readonly state: State | null;
  /** What is anomalous in it: each its own template's (`*`: all lines). */
  readonly anomalous: readonly (WindowFigures & { readonly template: string })[];
}

/** How the sigma detector finds a kind that has to do with no band. */
export interface SourceRule {
  /** Takes the source's next window. */
  evaluate(window: SourceWindow, state: unknown): SourceVerdict;
}
