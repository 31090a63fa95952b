/** What windows were expected to hold, and held. */
export interface BaselineStore {
  /** Replaces rows by (source, template, windowStartMs). */
  saveBaselines(rows: readonly BaselineRow[]): Promise<void>;

  /** Rows of one series in time order, window starts in `[fromMs, toMs)`; `template` defaults to `*`. */
  baselines(
    filter: { readonly source: string; readonly template?: string; readonly fromMs: number; readonly toMs: number },
  ): Promise<BaselineRow[]>;
}

/** What one window was expected to hold and held, in lines per window. */
export interface BaselineRow {
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  readonly windowStartMs: number;
  readonly actual: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}
