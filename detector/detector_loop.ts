import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";
import type { PastQuery, PastSource } from "../windows/past_source.ts";
import type { WindowSource } from "../windows/window_source.ts";
import type { LedgerFollower } from "./ledger_follower.ts";
import { SourceEvaluator } from "./source_evaluator.ts";

/** The past of a source that a detector has learned. */
export interface LearnedPast {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A detector that has learned its source's past, before its first window. */
interface Prepared {
  readonly detector: SourceDetector;
  /** Start of the first window of the past that it has not learned. */
  readonly learnedUpToMs: number;
}

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
  /** What a source was like before its first window is learned. @default {nobody is told} */
  readonly onLearned?: (source: string, past: LearnedPast) => void;
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
  readonly #prepared = new Map<string, Prepared>();

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

  /** Takes heartbeats, which say what no window does. */
  async hear(heartbeats: readonly SeenHeartbeat[], nowMs: number): Promise<void> {
    const { run, ledger } = this.#options;
    await ledger?.refresh();
    const outcomes = run.hear?.(heartbeats, nowMs) ?? [];
    const leading = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode.source] : []);
    const all = outcomes.map((outcome) => ({ source: sourceOf(outcome), outcome, isBehind: false }));
    if (all.length > 0) await this.#settle(all, { due: new Set(leading) });
  }

  /** Learns what a source was like before a time, of which all is there, ahead of its first window, which may take seconds to come. */
  async learnAhead(source: string, beforeMs: number): Promise<void> {
    const { run, knownSinceMs, signal } = this.#options;
    if (this.#evaluators.has(source) || this.#prepared.has(source)) return;
    const detector = run.start(source, { fromMs: beforeMs, knownSinceMs });
    const learnedUpToMs = await this.#learn(detector, beforeMs);
    if (learnedUpToMs !== undefined && !signal.aborted) this.#prepared.set(source, { detector, learnedUpToMs });
  }

  async #take(batch: readonly ClosedWindow[]): Promise<void> {
    const { signal } = this.#options;
    for (const window of batch) if (!this.#evaluators.has(window.source)) await this.#begin(window);
    if (signal.aborted) return;
    await this.#options.ledger?.refresh();
    const all: SourceOutcome[] = [], caught: (readonly [source: string, windows: number])[] = [];
    const due = new Set<string>();
    for (const window of batch) {
      const { outcomes, isBehind, caughtUp } = this.#evaluate(window);
      const { source } = window;
      for (const outcome of outcomes) all.push({ source, outcome, isBehind });
      if (caughtUp !== undefined) caught.push([source, caughtUp]);
      if (this.#isToBeSaved(window, outcomes)) due.add(source);
      for (const told of outcomes.flatMap(sourcesToldOf)) due.add(told);
    }
    await this.#settle(all, { due, caught });
  }

  /** @param due sources whose states are saved then. */
  async #settle(all: readonly SourceOutcome[], { due, caught = [] }: {
    readonly due: ReadonlySet<string>;
    readonly caught?: readonly (readonly [source: string, windows: number])[];
  }): Promise<void> {
    const { onOutcomes, onCaughtUp, save, windows, signal } = this.#options;
    await onOutcomes(all);
    if (signal.aborted) return;
    for (const [source, windows] of caught) onCaughtUp(source, windows);
    const detectors = [...due].flatMap((source) => this.#evaluators.get(source)?.detector ?? []);
    if (detectors.length === 0) return;
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
    return ledger === undefined ? evaluated : { ...evaluated, outcomes: ledger.heard(evaluated.outcomes) };
  }

  /** A detector that was interrupted while it learned is none. */
  async #begin({ source, startMs, awaitsLine }: ClosedWindow): Promise<void> {
    const { run, knownSinceMs, signal } = this.#options;
    const prepared = this.#prepared.get(source);
    const detector = prepared?.detector ?? run.start(source, { fromMs: startMs, awaitsLine, knownSinceMs });
    await this.#learn(detector, startMs, { afterMs: prepared?.learnedUpToMs, hasRest: true });
    detector.startAt?.(startMs);
    this.#prepared.delete(source);
    if (!signal.aborted) this.#add(detector);
  }

  /** Returns up to when it has learned; undefined where it does not. */
  async #learn(
    detector: SourceDetector,
    beforeMs: number,
    { afterMs, hasRest }: Pick<PastQuery, "afterMs" | "hasRest"> = {},
  ): Promise<number | undefined> {
    const { past, run: { pastWindowMs: windowMs }, onLearned, signal } = this.#options;
    if (past === undefined || windowMs === undefined) return undefined;
    const { source } = detector;
    let first: number | undefined, last = 0;
    for await (const windows of past.windows({ source, beforeMs, afterMs, windowMs, hasRest }, signal)) {
      for (const window of windows) detector.learn?.(window);
      first ??= windows[0]?.startMs;
      last = windows.at(-1)?.startMs ?? last;
    }
    if (first !== undefined && afterMs === undefined) onLearned?.(source, { fromMs: first, toMs: last + windowMs });
    return Math.floor(beforeMs / windowMs) * windowMs;
  }

  #add(detector: SourceDetector): void {
    this.#evaluators.set(detector.source, new SourceEvaluator(detector, this.#options.windowMs));
  }

  /** Once learned, then every few windows, each source at another one, so that not all of them are written at once. */
  #isToBeSaved({ source, startMs }: ClosedWindow, outcomes: readonly Outcome[]): boolean {
    if (outcomes.some(({ kind }) => kind === "established")) return true;
    const { place } = this.#evaluators.get(source)!;
    return (startMs / this.#options.windowMs + place) % this.#options.run.windowsPerState === 0;
  }
}

/** Sources of an episode that begins or ends: windows of theirs that are evaluated again after a crash would say so again. */
function sourcesToldOf(outcome: Outcome): readonly string[] {
  if (outcome.kind !== "opened" && outcome.kind !== "closed") return [];
  const { source, incident } = outcome.episode;
  return [source, ...incident?.members.map((member) => member.source) ?? []];
}

/** Which source an outcome of no window is of. */
function sourceOf(outcome: Outcome): string {
  return outcome.kind === "muted" ? outcome.alarm.source : "episode" in outcome ? outcome.episode.source : "";
}
