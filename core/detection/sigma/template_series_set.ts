import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import { frequencyWindow } from "../episode.ts";
import type { Evaluated, Outcome } from "../outcome.ts";
import { TemplateSeries } from "./template_series.ts";

type Counts = ReadonlyMap<string, number>;

/**
 * The frequencies of a source's templates. A template is evaluated from its first counted line on; the overflow template is
 * not, being no message of its own.
 */
export class TemplateSeriesSet {
  readonly #source: string;
  readonly #settings: DetectionSettings;
  readonly #series: Map<string, TemplateSeries>;

  constructor(source: string, settings: DetectionSettings, series: Iterable<TemplateSeries> = []) {
    this.#source = source;
    this.#settings = settings;
    this.#series = new Map([...series].map((each) => [each.template, each]));
  }

  has(template: string): boolean {
    return this.#series.has(template);
  }

  [Symbol.iterator](): Iterator<TemplateSeries> {
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

  /** Templates that have lines and a band, evaluated by it. */
  evaluate(counts: Counts): Map<string, Evaluated> {
    const evaluated = new Map<string, Evaluated>();
    for (const [template, count] of counts) {
      const evaluation = this.#series.get(template)?.evaluate(count) ?? null;
      if (evaluation !== null) evaluated.set(template, evaluation);
    }
    return evaluated;
  }

  /**
   * Opens, extends and closes episodes.
   *
   * @param range `parent`: id of the source's open episode, in whose windows no template opens one of its own, or null.
   */
  episodes(
    evaluated: ReadonlyMap<string, Evaluated>,
    { parent, ...range }: { readonly startMs: number; readonly endMs: number; readonly parent: string | null },
  ): Outcome[] {
    const outcomes: Outcome[] = [];
    for (const { template, slot } of this.#series.values()) {
      const evaluation = evaluated.get(template);
      if (!evaluation?.anomalous) {
        outcomes.push(...slot.close());
      } else if (slot.episode !== null || parent === null) {
        const window = frequencyWindow({ source: this.#source, template, ...range }, evaluation);
        outcomes.push(...slot.meet({ ...window, parent }));
      }
    }
    return outcomes;
  }

  /** Adds a normal window to the baselines of all templates that were normal in it. */
  extend(startMs: number, counts: Counts, evaluated: ReadonlyMap<string, Evaluated>): void {
    for (const { template, baseline } of this.#series.values()) {
      if (!evaluated.get(template)?.anomalous) baseline.push(startMs, counts.get(template) ?? 0);
    }
  }

  /** Begins series of templates that have none, from the next window on; returns those. */
  begin(counts: Counts): TemplateSeries[] {
    return [...counts.keys()]
      .filter((template) => template !== OVERFLOW_ID && !this.#series.has(template))
      .map((template) => this.#begin(template));
  }

  /** A template was merged into another. */
  merge(template: string, into: string): Outcome[] {
    const series = this.#series.get(template);
    if (series === undefined) return [];
    this.#series.delete(template);
    const survivor = this.#series.get(into) ?? this.#begin(into);
    survivor.baseline = survivor.baseline.merged(series.baseline);
    return survivor.slot.inherit(series.slot);
  }

  #begin(template: string): TemplateSeries {
    const series = new TemplateSeries(template, this.#settings);
    this.#series.set(template, series);
    return series;
  }
}
