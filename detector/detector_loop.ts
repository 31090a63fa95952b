import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";
import type { PastSource } from "../windows/past_source.ts";
import type { WindowSource } from "../windows/window_source.ts";
import type { LedgerFollower } from "./ledger_follower.ts";
import { SourceEvaluator } from "./source_evaluator.ts";

/** An outcome, and of which source. */
export interface SourceOutcome {
  readonly source: string;
  readonly outcome: Outcome;
  /** The source is catching up: its windows are not published one by one. */
  readonly isBehind: boolean;
}

/** What a {@linkcode DetectorLoop} works with. */
export interface DetectorLoopOptions {
  readonly run: DetectorRun;
  /** Length of the detector's windows. */
  readonly windowMs: number;
  readonly windows: WindowSource;
  /** What sources that begin have logged before, where the detector learns from that. @default {nothing is known of it} */
  readonly past?: PastSource;
  /** Those that go on; other sources begin with their first window. */
  readonly detectors: readonly SourceDetector[];
  /** See `DetectorStart.knownSinceMs`, for sources that begin. */
  readonly knownSinceMs: number;
  /** Takes what a batch of windows came to; no window is asked for before it is done. */
  readonly onOutcomes: (outcomes: readonly SourceOutcome[]) => Promise<void>;
  /** A source that was behind has been caught up with. */
  readonly onCaughtUp: (source: string, windows: number) => void;
  /** Keeps the states of these. */
  readonly save: (detectors: readonly SourceDetector[]) => Promise<void>;
  /** What operators say. @default nothing */
  readonly ledger?: LedgerFollower;
  readonly signal: AbortSignal;
}

/** Windows in, outcomes out: each source's windows go to a detector of its own. */
export class DetectorLoop {
  readonly #options: DetectorLoopOptions;
  readonly #evaluators = new Map<string, SourceEvaluator>();

  constructor(options: DetectorLoopOptions) {
    this.#options = options;
    for (const detector of options.detectors) this.#add(detector);
  }

  /** The detectors of all sources so far. */
  get detectors(): SourceDetector[] {
    return [...this.#evaluators.values()].map(({ detector }) => detector);
  }

  /** Evaluates until the signal aborts, or there are no more windows. */
  async run(): Promise<void> {
    const { windows, signal } = this.#options;
    for await (const batch of windows.windows(signal)) {
      await this.#take(batch);
      if (signal.aborted) return;
    }
  }

  async #take(batch: readonly ClosedWindow[]): Promise<void> {
    const { onOutcomes, onCaughtUp, save, windows, signal } = this.#options;
    for (const window of batch) if (!this.#evaluators.has(window.source)) await this.#begin(window);
    if (signal.aborted) return;
    await this.#options.ledger?.refresh();
    const evaluated = batch.map((window) => ({ window, ...this.#evaluate(window) }));
    await onOutcomes(evaluated.flatMap(({ window: { source }, outcomes, isBehind }) => {
      return outcomes.map((outcome) => ({ source, outcome, isBehind }));
    }));
    if (signal.aborted) return;
    for (const { window, caughtUp } of evaluated) if (caughtUp !== undefined) onCaughtUp(window.source, caughtUp);
    const due = new Set(evaluated.filter((each) => this.#isToBeSaved(each)).map(({ window }) => window.source));
    if (due.size === 0) return;
    const detectors = [...due].map((source) => this.#evaluators.get(source)!.detector);
    await save(detectors);
    if (!signal.aborted) await windows.acknowledge(new Map(detectors.map(({ source, nextMs }) => [source, nextMs])));
  }

  #evaluate(window: ClosedWindow): ReturnType<SourceEvaluator["evaluate"]> {
    const evaluator = this.#evaluators.get(window.source)!;
    const { ledger } = this.#options;
    for (const { template } of ledger?.acceptancesFor(evaluator.detector, window) ?? []) {
      evaluator.detector.accept?.(template);
    }
    const evaluated = evaluator.evaluate(window);
    return { ...evaluated, outcomes: ledger?.heard(evaluated.outcomes) ?? evaluated.outcomes };
  }

  /** A detector that was interrupted while it learned is none. */
  async #begin({ source, startMs, awaitsLine }: ClosedWindow): Promise<void> {
    const { run, knownSinceMs, signal } = this.#options;
    const detector = run.start(source, { fromMs: startMs, awaitsLine, knownSinceMs });
    await this.#learn(detector, startMs);
    if (!signal.aborted) this.#add(detector);
  }

  async #learn(detector: SourceDetector, beforeMs: number): Promise<void> {
    const { past, run: { pastWindowMs: windowMs }, signal } = this.#options;
    if (past === undefined || windowMs === undefined) return;
    for await (const windows of past.windows({ source: detector.source, beforeMs, windowMs }, signal)) {
      for (const window of windows) detector.learn?.(window);
    }
  }

  #add(detector: SourceDetector): void {
    this.#evaluators.set(detector.source, new SourceEvaluator(detector, this.#options.windowMs));
  }

  /** Once learned, then every few windows, each source at another one, so that not all of them are written at once. */
  #isToBeSaved(
    { window, outcomes }: { readonly window: ClosedWindow; readonly outcomes: readonly Outcome[] },
  ): boolean {
    if (outcomes.some(({ kind }) => kind === "established")) return true;
    const place = [...window.source].reduce((sum, character) => sum + character.codePointAt(0)!, 0);
    return (window.startMs / this.#options.windowMs + place) % this.#options.run.windowsPerState === 0;
  }
}
