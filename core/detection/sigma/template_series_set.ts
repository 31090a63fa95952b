import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import type { SeriesWindow } from "../kinds/series_rule.ts";
import type { Outcome } from "../outcome.ts";
import { type EvaluatedWindow, Series } from "./series.ts";

type Counts = ReadonlyMap<string, number>;
type Evaluated = ReadonlyMap<string, EvaluatedWindow>;

/**
 * The series of a source's templates. A template is evaluated from its first counted line on; the overflow template is
 * not, being no message of its own.
 */
export class TemplateSeriesSet {
  readonly #source: string;
  readonly #settings: DetectionSettings;
  readonly #series: Map<string, Series>;

  constructor(source: string, settings: DetectionSettings, series: Iterable<Series> = []) {
    this.#source = source;
    this.#settings = settings;
    this.#series = new Map([...series].map((each) => [each.template, each]));
  }

  has(template: string): boolean {
    return this.#series.has(template);
  }

  [Symbol.iterator](): Iterator<Series> {
    return this.#series.values();
  }

  clear(): void {
    this.#series.clear();
  }

  /** Takes the next window of the learning phase, which began at `fromMs`: a template counts 0 before its first line. */
  learn(startMs: number, counts: Counts, fromMs: number): void {
    const { windowMs } = this.#settings;
    for (const { baseline } of this.begin(counts)) {
      for (let at = fromMs; at < startMs; at += windowMs) baseline.push(at, 0);
    }
    for (const { template, baseline } of this.#series.values()) baseline.push(startMs, counts.get(template) ?? 0);
  }

  /** Templates that have a band, evaluated by it, those without lines too. */
  evaluate(counts: Counts, window: Omit<SeriesWindow, "actual" | "band">): Map<string, EvaluatedWindow> {
    const evaluated = new Map<string, EvaluatedWindow>();
    for (const series of this.#series.values()) {
      if (!series.isLearned) continue;
      const actual = counts.get(series.template) ?? 0;
      evaluated.set(series.template, series.evaluate({ ...window, actual, band: series.band }));
    }
    return evaluated;
  }

  /**
   * Opens, extends and closes episodes.
   *
   * @param parents ids of the source's open episodes, by the order of kinds.
   */
  settle(evaluated: Evaluated, parents: readonly (string | null)[]): Outcome[] {
    const outcomes: Outcome[] = [];
    for (const series of this.#series.values()) {
      const found = evaluated.get(series.template)?.found ?? [];
      outcomes.push(...series.settle({ found, source: this.#source, parents }));
    }
    return outcomes;
  }

  /** Adds a normal window to the baselines of all templates that were normal in it. */
  extend(startMs: number, counts: Counts, evaluated: Evaluated): void {
    for (const { template, baseline } of this.#series.values()) {
      if (evaluated.get(template)?.isNormal ?? true) baseline.push(startMs, counts.get(template) ?? 0);
    }
  }

  /** Begins series of templates that have none, from the next window on; returns those. */
  begin(counts: Counts): Series[] {
    return [...counts.keys()]
      .filter((template) => template !== OVERFLOW_ID && !this.#series.has(template))
      .map((template) => this.#begin(template));
  }

  /** A template was merged into another. */
  merge(template: string, into: string): Outcome[] {
    const series = this.#series.get(template);
    if (series === undefined) return [];
    this.#series.delete(template);
    return (this.#series.get(into) ?? this.#begin(into)).merge(series);
  }

  /** Forgets what was usual of a template, as others were split off it. */
  forget(template: string): Outcome[] {
    const series = this.#series.get(template);
    this.#series.delete(template);
    return series?.close() ?? [];
  }

  #begin(template: string): Series {
    const series = new Series(template, this.#settings);
    this.#series.set(template, series);
    return series;
  }
}
