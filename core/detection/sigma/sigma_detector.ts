import { meanAndDeviation } from "../../statistics/mean_and_deviation.ts";
import { ALL_TEMPLATES } from "../../statistics/window_counts.ts";
import { Baseline } from "./baseline.ts";
import { topContributors } from "../contributors.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import { frequencyWindow } from "../episode.ts";
import { EpisodeSlot } from "../episode_slot.ts";
import { Novelty } from "./novelty.ts";
import type { ObservedWindow } from "../observed_window.ts";
import type { Evaluated, Outcome } from "../outcome.ts";
import type { DetectorStart, SourceDetector } from "../source_detector.ts";
import { sigmaBand } from "./sigma_band.ts";
import { SIGMA_NAME, type SigmaSource, type SigmaState, type SigmaTemplateState } from "./sigma_state.ts";
import { TemplateSeries } from "./template_series.ts";
import { TemplateSeriesSet } from "./template_series_set.ts";

/**
 * Evaluates a source by bands of mean and standard deviation over the last normal windows.
 *
 * - `learningWindows` windows in a row are learned; an unknown one among them begins learning again.
 * - Then a window of more lines than the band of the last normal ones allows opens an episode of the source, or extends it.
 * - Templates are evaluated alike, each by its own band, but not in a window that is anomalous for the source: there the
 *   templates that grew most are named as the source's contributors, and open episodes of templates become its details.
 * - Anomalous windows stay out of baselines; those of the source out of its templates' too.
 */
export class SigmaDetector implements SourceDetector {
  readonly source: string;
  readonly #settings: DetectionSettings;
  #nextMs: number;
  #learnedMs: number | null = null;
  #traffic: Baseline;
  #slot = new EpisodeSlot();
  #series: TemplateSeriesSet;
  #novelty: Novelty;
  #awaitsLine: boolean;

  constructor(
    source: string,
    settings: DetectionSettings,
    { fromMs, knownSinceMs = -Infinity, awaitsLine = false }: DetectorStart,
  ) {
    this.source = source;
    this.#settings = settings;
    this.#nextMs = fromMs;
    this.#awaitsLine = awaitsLine;
    this.#traffic = new Baseline(settings.baselineWindows);
    this.#series = new TemplateSeriesSet(source, settings);
    this.#novelty = new Novelty(source, { windowMs: settings.windowMs, knownSinceMs });
  }

  get nextMs(): number {
    return this.#nextMs;
  }

  observe(window: ObservedWindow): Outcome[] {
    this.#step(window.startMs);
    return this.#learnedMs === null ? this.#learn(window) : this.#evaluate(window, this.#learnedMs);
  }

  /** An unknown window ends episodes, and begins learning again. */
  skip(startMs: number): Outcome[] {
    this.#step(startMs);
    if (this.#learnedMs === null) this.#learnAgain();
    return [this.#slot, ...[...this.#series].map(({ slot }) => slot)].flatMap((slot) => slot.close());
  }

  rekey(replaced: ReadonlyMap<string, string>): Outcome[] {
    return [...replaced].flatMap(([template, into]) => {
      this.#novelty.merge(template, into);
      return this.#series.merge(template, into);
    });
  }

  toState(): SigmaState {
    const { knownSinceMs, overflowed } = this.#novelty;
    return {
      detector: SIGMA_NAME,
      windowMs: this.#settings.windowMs,
      nextMs: this.#nextMs,
      knownSinceMs: Number.isFinite(knownSinceMs) ? knownSinceMs : null,
      learnedMs: this.#learnedMs,
      awaitsLine: this.#awaitsLine,
      traffic: this.#traffic.toState(this.#settings.windowMs),
      overflowed,
      episode: this.#slot.episode,
    };
  }

  /** States of the templates that are known or have a series. */
  *templateStates(): Generator<SigmaTemplateState> {
    for (const series of this.#series) {
      yield { template: series.template, known: this.#novelty.known.has(series.template), ...series.toState() };
    }
    for (const template of this.#novelty.known) {
      if (!this.#series.has(template)) yield { template, known: true };
    }
  }

  /** Goes on from a state. */
  static fromState(
    source: string,
    settings: DetectionSettings,
    { state, templates }: SigmaSource,
  ): SigmaDetector {
    const { windowMs, baselineWindows: capacity } = settings;
    const { nextMs, overflowed, awaitsLine } = state;
    const knownSinceMs = state.knownSinceMs ?? -Infinity;
    const detector = new SigmaDetector(source, settings, { fromMs: nextMs, knownSinceMs, awaitsLine });
    detector.#learnedMs = state.learnedMs;
    detector.#traffic = Baseline.fromState(state.traffic, { windowMs, capacity, untilMs: nextMs });
    detector.#slot = new EpisodeSlot(state.episode);
    const series = templates.flatMap(({ template, baseline, episode }) =>
      baseline === undefined
        ? []
        : [TemplateSeries.fromState(template, settings, { baseline, episode, untilMs: nextMs })]
    );
    detector.#series = new TemplateSeriesSet(source, settings, series);
    const known = templates.filter(({ known }) => known).map(({ template }) => template);
    detector.#novelty = new Novelty(source, { windowMs, knownSinceMs, overflowed }, known);
    return detector;
  }

  #step(startMs: number): void {
    if (startMs !== this.#nextMs) {
      throw new RangeError(`Cannot observe window ${startMs} of "${this.source}": expected window ${this.#nextMs}`);
    }
    this.#nextMs += this.#settings.windowMs;
  }

  #learn(window: ObservedWindow): Outcome[] {
    const { startMs, counts, total, complete = true } = window;
    const { windowMs, learningWindows } = this.#settings;
    this.#novelty.learn(window);
    if (this.#awaitsLine) {
      this.#awaitsLine = total === 0;
      return [];
    }
    if (!complete) {
      this.#learnAgain();
      return [];
    }
    const fromMs = startMs - this.#traffic.size * windowMs;
    this.#series.learn(startMs, counts, fromMs);
    this.#traffic.push(startMs, total);
    const windows = this.#traffic.size;
    const templates = this.#novelty.known.size;
    const learning: Outcome = { kind: "learning", startMs, windows, of: learningWindows, total, templates };
    if (windows < learningWindows) return [learning];
    this.#learnedMs = this.#nextMs;
    const { mean, stddev } = meanAndDeviation(this.#traffic.counts);
    return [learning, { kind: "established", fromMs, toMs: this.#nextMs, mean, stddev, knownTemplates: templates }];
  }

  #learnAgain(): void {
    this.#traffic = new Baseline(this.#settings.baselineWindows);
    this.#series.clear();
  }

  #evaluate(window: ObservedWindow, learnedMs: number): Outcome[] {
    const { startMs, counts, total, complete = true } = window;
    const band = sigmaBand(this.#traffic.counts, { multiplier: this.#settings.sigmaMultiplier });
    const traffic = { template: ALL_TEMPLATES, actual: total, band, anomalous: total > band.upper };
    const evaluated = this.#series.evaluate(counts);
    const outcomes: Outcome[] = [
      { kind: "evaluated", startMs, traffic, templates: [...evaluated.values()] },
      ...this.#evaluateTraffic(traffic, window, evaluated),
      ...this.#series.episodes(evaluated, { startMs, endMs: this.#nextMs, parent: this.#slot.episode?.id ?? null }),
      ...this.#novelty.evaluate(window, learnedMs),
    ];
    if (complete && !traffic.anomalous) {
      this.#traffic.push(startMs, total);
      this.#series.extend(startMs, counts, evaluated);
    }
    this.#series.begin(counts);
    return outcomes;
  }

  #evaluateTraffic(
    traffic: Evaluated,
    { startMs, counts }: ObservedWindow,
    evaluated: ReadonlyMap<string, Evaluated>,
  ): Outcome[] {
    if (!traffic.anomalous) return this.#slot.close();
    const expected = (template: string) => evaluated.get(template)?.band.level ?? 0;
    const contributors = topContributors(
      [...counts].map(([template, actual]) => ({ template, actual, expected: expected(template) })),
    );
    const key = { source: this.source, template: ALL_TEMPLATES, startMs, endMs: this.#nextMs };
    return this.#slot.meet({ ...frequencyWindow(key, traffic), contributors });
  }
}
