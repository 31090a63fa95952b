import { meanAndDeviation } from "../../statistics/mean_and_deviation.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import { topContributors } from "../figures/contributors.ts";
import type { Contributor } from "../figures/episode_figures.ts";
import { IncidentBook } from "../incidents/incident_book.ts";
import type { SeriesRule } from "../kinds/series_rule.ts";
import { filled } from "../observed/filled_window.ts";
import { KnownTemplates } from "../observed/known_templates.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";
import type { Outcome } from "../outcome.ts";
import type { DetectorStart, SourceDetector } from "../source_detector.ts";
import { Baseline } from "./baseline.ts";
import { type EvaluatedWindow, openEpisodes, Series } from "./series.ts";
import { SOURCE_KINDS } from "./sigma_kinds.ts";
import { SIGMA_NAME, type SigmaSource, type SigmaState, type SigmaTemplateState } from "./sigma_state.ts";
import { SourceTrack } from "./source_track.ts";
import { TemplateSeriesSet } from "./template_series_set.ts";

/** How windows are evaluated, and the incidents that all sources of a detector share. */
export interface SigmaRun extends DetectionSettings {
  /** @default a book of its own */
  readonly incidents?: IncidentBook;
}

/**
 * Evaluates a source by bands of mean and standard deviation over the last normal windows.
 *
 * - `learningWindows` windows in a row are learned; an unknown one among them begins learning again.
 * - Then each kind's rule says of each window whether it is anomalous: all lines of the source by their band, and those of each
 *   template by its own. Anomalous windows in a row are one episode.
 * - In the windows of a source's episode no template opens one of the same kind: the templates that did most to it are named as
 *   its contributors, and open episodes of templates become its details.
 * - What a kind says stays out of baselines, does: a source's anomalous windows out of its templates' too.
 */
export class SigmaDetector implements SourceDetector {
  readonly source: string;
  readonly #settings: DetectionSettings;
  readonly #incidents: IncidentBook;
  #nextMs: number;
  #learnedMs: number | null = null;
  #traffic: Series;
  #series: TemplateSeriesSet;
  #tracks: readonly SourceTrack[];
  #known: KnownTemplates;
  #awaitsLine: boolean;

  constructor(
    source: string,
    { incidents = new IncidentBook(), ...settings }: SigmaRun,
    { fromMs, knownSinceMs = -Infinity, awaitsLine = false }: DetectorStart,
  ) {
    this.source = source;
    this.#settings = settings;
    this.#incidents = incidents;
    this.#nextMs = fromMs;
    this.#awaitsLine = awaitsLine;
    this.#traffic = new Series(ALL_TEMPLATES, settings);
    this.#series = new TemplateSeriesSet(source, settings);
    this.#tracks = SOURCE_KINDS.map((kind) => new SourceTrack(source, kind));
    this.#known = new KnownTemplates({ windowMs: settings.windowMs, knownSinceMs });
  }

  get nextMs(): number {
    return this.#nextMs;
  }

  observe(window: ObservedWindow): Outcome[] {
    this.#step(window.startMs);
    const split = new Set((window.arrivals ?? []).flatMap(({ ancestor }) => ancestor ?? []));
    const outcomes = [...split].flatMap((ancestor) => this.#series.forget(ancestor));
    const own = this.#learnedMs === null ? this.#learn(window) : this.#evaluate(window, this.#learnedMs);
    return [...outcomes, ...own, ...this.#incidents.pass(this.source, this.#nextMs)];
  }

  /** An unknown window ends episodes, and begins learning again. */
  skip(startMs: number): Outcome[] {
    this.#step(startMs);
    if (this.#learnedMs === null) this.#learnAgain();
    const closed = [this.#traffic, ...this.#series, ...this.#tracks].flatMap((each) => each.close());
    return [...closed, ...this.#incidents.pass(this.source, this.#nextMs)];
  }

  rekey(replaced: ReadonlyMap<string, string>): Outcome[] {
    return [...replaced].flatMap(([template, into]) => {
      this.#known.merge(template, into);
      return this.#series.merge(template, into);
    });
  }

  toState(): SigmaState {
    const { knownSinceMs } = this.#known;
    const { baseline, episodes: ofTraffic = [], rules: ofSeries } = this.#traffic.toState();
    const episodes = [...ofTraffic, ...this.#tracks.flatMap(({ episodes }) => episodes)];
    const ofSource = this.#tracks.flatMap(({ kind, state }) => state === null ? [] : [[kind.name, state] as const]);
    return {
      detector: SIGMA_NAME,
      windowMs: this.#settings.windowMs,
      nextMs: this.#nextMs,
      knownSinceMs: Number.isFinite(knownSinceMs) ? knownSinceMs : null,
      learnedMs: this.#learnedMs,
      awaitsLine: this.#awaitsLine,
      traffic: baseline,
      episodes,
      rules: { ...ofSeries, ...Object.fromEntries(ofSource) },
      incidents: this.#incidents.statesOf(this.source),
    };
  }

  /** States of the templates that are known or have a series. */
  *templateStates(): Generator<SigmaTemplateState> {
    for (const series of this.#series) {
      yield { template: series.template, known: this.#known.has(series.template), ...series.toState() };
    }
    for (const template of this.#known) {
      if (!this.#series.has(template)) yield { template, known: true };
    }
  }

  /** Goes on from a state. */
  static fromState(source: string, run: SigmaRun, { state, templates }: SigmaSource): SigmaDetector {
    const { nextMs, awaitsLine, traffic, learnedMs, rules = {}, incidents = [] } = state;
    const { incidents: book, ...settings } = run;
    book?.restore(incidents);
    const episodes = openEpisodes(state);
    const knownSinceMs = state.knownSinceMs ?? -Infinity;
    const detector = new SigmaDetector(source, run, { fromMs: nextMs, knownSinceMs, awaitsLine });
    detector.#learnedMs = learnedMs;
    const restored = { baseline: traffic, episodes, rules, untilMs: nextMs };
    detector.#traffic = Series.fromState(ALL_TEMPLATES, settings, restored);
    detector.#tracks = SOURCE_KINDS.map((kind) =>
      new SourceTrack(source, kind, {
        episodes: episodes.filter((episode) => episode.kind === kind.name),
        state: rules[kind.name],
      })
    );
    const series = templates.flatMap(({ template, baseline, ...tracks }) =>
      baseline === undefined ? [] : [Series.fromState(template, settings, { baseline, untilMs: nextMs, ...tracks })]
    );
    detector.#series = new TemplateSeriesSet(source, settings, series);
    const known = templates.filter(({ known }) => known).map(({ template }) => template);
    detector.#known = new KnownTemplates({ windowMs: settings.windowMs, knownSinceMs }, known);
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
    this.#known.learn(window);
    if (this.#awaitsLine) {
      this.#awaitsLine = total === 0;
      return [];
    }
    if (!complete) {
      this.#learnAgain();
      return [];
    }
    const { baseline } = this.#traffic;
    const fromMs = startMs - baseline.size * windowMs;
    this.#series.learn(startMs, counts, fromMs);
    baseline.push(startMs, total);
    const windows = baseline.size;
    const templates = this.#known.size;
    const learning: Outcome = { kind: "learning", startMs, windows, of: learningWindows, total, templates };
    if (windows < learningWindows) return [learning];
    this.#learnedMs = this.#nextMs;
    const { mean, stddev } = meanAndDeviation(baseline.counts);
    return [learning, { kind: "established", fromMs, toMs: this.#nextMs, mean, stddev, knownTemplates: templates }];
  }

  #learnAgain(): void {
    this.#traffic.baseline = new Baseline(this.#settings.baselineWindows);
    this.#series.clear();
  }

  #evaluate(window: ObservedWindow, learnedMs: number): Outcome[] {
    const { startMs, counts, total, complete = true } = window;
    const common = { startMs, endMs: this.#nextMs, complete };
    const { band } = this.#traffic;
    const traffic = this.#traffic.evaluate({ ...common, actual: total, band, isSourceNormal: true });
    const templates = this.#series.evaluate(counts, { ...common, isSourceNormal: traffic.isNormal });
    const outcomes: Outcome[] = [
      { kind: "evaluated", startMs, traffic, templates: [...templates.values()].filter(({ actual }) => actual > 0) },
      ...this.#settleTraffic(traffic, counts, templates),
      ...this.#series.settle(templates, this.#traffic.openIds),
      ...this.#evaluateSource(window, learnedMs),
    ];
    if (complete && traffic.isNormal) {
      this.#traffic.baseline.push(startMs, total);
      this.#series.extend(startMs, counts, templates);
    }
    this.#series.begin(counts);
    return outcomes;
  }

  #settleTraffic(
    { found }: EvaluatedWindow,
    counts: ReadonlyMap<string, number>,
    templates: ReadonlyMap<string, EvaluatedWindow>,
  ): Outcome[] {
    const contributors = (rule: SeriesRule) => topContributors(shares(counts, templates), (each) => rule.share(each));
    return this.#traffic.settle({ found, source: this.source, contributors });
  }

  #evaluateSource(window: ObservedWindow, learnedMs: number): Outcome[] {
    const { windowMs } = this.#settings;
    const newTemplates = this.#known.take(window, learnedMs);
    const whole = { ...filled(window), windowMs, learnedMs, newTemplates };
    return this.#tracks.flatMap((track) => track.evaluate(whole));
  }
}

/** What each template holds against what was expected of it: those with lines, and those with a band. */
function shares(
  counts: ReadonlyMap<string, number>,
  templates: ReadonlyMap<string, EvaluatedWindow>,
): Contributor[] {
  return [...new Set([...counts.keys(), ...templates.keys()])].map((template) => ({
    template,
    actual: counts.get(template) ?? 0,
    expected: templates.get(template)?.band.level ?? 0,
  }));
}
