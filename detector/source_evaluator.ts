import type { Anomaly } from "../core/detection/anomaly.ts";
import type { ObservedWindow } from "../core/detection/observed_window.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { OVERFLOW_ID } from "../core/mining/templates/template.ts";
import { ALL_TEMPLATES, type WindowCount } from "../core/statistics/window_counts.ts";
import type { BaselineRow, BaselineStore } from "../store/ports/baselines.ts";
import type { WindowStore } from "../store/ports/windows.ts";
import type { AnomalyLog } from "./anomaly_log.ts";
import { baselineRows } from "./baseline_rows.ts";
import { evaluable, type EvaluableWindow } from "./evaluable.ts";
import type { RegistryReader } from "./registry_reader.ts";

/** How many windows are asked of the store at once when there are many to catch up with. */
const WINDOWS_PER_QUERY = 30;

interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a source's evaluator works with. */
export interface SourceEvaluatorOptions {
  readonly store: BaselineStore & WindowStore;
  readonly windowMs: number;
  readonly registry: RegistryReader;
  readonly log: AnomalyLog;
  /** Called with each outcome once its anomaly, where it has one, is saved. */
  readonly onOutcome: (outcome: Outcome, anomaly: Anomaly | undefined) => void;
}

/**
 * Takes one source's windows from the store to its detector, and what that says back to the store. When the store fails on the way
 * nothing is lost: what was evaluated waits, and the next call goes on from there.
 */
export class SourceEvaluator {
  readonly detector: SourceDetector;
  readonly #options: SourceEvaluatorOptions;
  #lineage: ReadonlyMap<string, string> = new Map();
  readonly #unregistered = new Set<string>([OVERFLOW_ID]);
  #outcomes: Outcome[] = [];
  #baselines: BaselineRow[] = [];

  constructor(detector: SourceDetector, options: SourceEvaluatorOptions) {
    this.detector = detector;
    this.#options = options;
  }

  /** Whether everything that was evaluated is in the store. */
  get isSettled(): boolean {
    return this.#outcomes.length === 0 && this.#baselines.length === 0;
  }

  /**
   * Evaluates windows that end at or before `horizonMs`, a bounded number of them, and returns how many; 0: there is none left.
   *
   * @param heartbeats the source's.
   * @param refreshRegistry called when there is a window to evaluate: reads what is new in the registry. Only after the heartbeats
   * were read does that hold every template of theirs.
   */
  async advance(
    heartbeats: readonly SeenHeartbeat[],
    { horizonMs, refreshRegistry }: { readonly horizonMs: number; readonly refreshRegistry: () => Promise<void> },
  ): Promise<number> {
    await this.settle();
    const { windowMs } = this.#options;
    const fromMs = this.detector.nextMs;
    const due = Math.min(Math.floor((horizonMs - fromMs) / windowMs), WINDOWS_PER_QUERY);
    if (!(due > 0)) return 0;
    const rows = await this.#counts({ fromMs, toMs: fromMs + due * windowMs }, refreshRegistry);
    const ofWindow = Map.groupBy(rows, ({ windowStartMs }) => windowStartMs);
    const windows = Array.from({ length: due }, (_, index) => {
      const startMs = fromMs + index * windowMs;
      return windowOf(startMs, ofWindow.get(startMs) ?? []);
    });
    for (const window of evaluable(windows, heartbeats, windowMs)) this.#outcomes.push(...this.#evaluate(window));
    this.#baselines.push(...baselineRows(this.detector.source, this.#outcomes));
    await this.settle();
    return due;
  }

  /** Writes what waits: anomalies first. */
  async settle(): Promise<void> {
    const { store, log, registry, onOutcome } = this.#options;
    if (this.#outcomes.length > 0) {
      const templates = registry.of(this.detector.source);
      const outcomes = await Promise.all(this.#outcomes.map((outcome) => this.#fromStore(outcome)));
      const episodes = outcomes.flatMap((outcome) => "episode" in outcome ? [outcome.episode] : []);
      const anomalies = await log.save(episodes, (template) => templates.get(template));
      this.#outcomes = [];
      for (const outcome of outcomes) {
        onOutcome(outcome, "episode" in outcome ? anomalies.get(outcome.episode.id) : undefined);
      }
    }
    if (this.#baselines.length > 0) {
      await store.saveBaselines(this.#baselines);
      this.#baselines = [];
    }
  }

  #rekey(): void {
    const { lineage } = this.#options.registry.of(this.detector.source);
    if (lineage === this.#lineage) return;
    this.#lineage = lineage;
    this.#outcomes.push(...this.detector.rekey(lineage));
  }

  /** Counts are read while the registry is; again in the rare case that this changes the lineage. */
  async #counts(range: TimeRange, refreshRegistry: () => Promise<void>): Promise<WindowCount[]> {
    const { store, registry, windowMs } = this.#options;
    const { source } = this.detector;
    const query = () => store.windowCounts({ source, ...range, windowMs, lineage: this.#lineage });
    const lineage = this.#lineage;
    const [rows] = await Promise.all([query(), refreshRegistry()]);
    this.#rekey();
    if (this.#hasUnregistered(rows)) {
      await registry.reread(source);
      this.#rekey();
    }
    return this.#lineage === lineage ? rows : await query();
  }

  /** Whether there are templates that the registry does not hold and that were not looked for yet. */
  #hasUnregistered(rows: readonly WindowCount[]): boolean {
    const registry = this.#options.registry.of(this.detector.source);
    const unregistered = rows
      .map(({ template }) => template)
      .filter((template) => template !== ALL_TEMPLATES && !registry.has(template) && !this.#unregistered.has(template));
    for (const template of unregistered) this.#unregistered.add(template);
    return unregistered.length > 0;
  }

  #evaluate(window: EvaluableWindow): Outcome[] {
    if (window.isUnknown) return this.detector.skip(window.startMs);
    const endMs = window.startMs + this.#options.windowMs;
    const arrivals = this.#options.registry.of(this.detector.source).arrivalsBefore(endMs);
    return this.detector.observe({ ...window, arrivals });
  }

  /** The baseline's figures are those of the database, over exactly the windows that were learned. */
  async #fromStore(outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== "established") return outcome;
    const { store, windowMs } = this.#options;
    const { fromMs, toMs } = outcome;
    const query = { source: this.detector.source, fromMs, toMs, windowMs, lineage: this.#lineage };
    const all = (await store.windowStatistics(query)).find(({ template }) => template === ALL_TEMPLATES);
    return all === undefined ? outcome : { ...outcome, mean: all.mean, stddev: all.stddev };
  }
}

function windowOf(startMs: number, rows: readonly WindowCount[]): ObservedWindow {
  const counts = new Map(rows.map(({ template, count }) => [template, count]));
  const total = counts.get(ALL_TEMPLATES) ?? 0;
  counts.delete(ALL_TEMPLATES);
  return { startMs, counts, total };
}
