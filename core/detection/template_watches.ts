import { OVERFLOW_ID } from "../mining/templates/template.ts";
import type { DetectionSettings } from "./detection_settings.ts";
import { frequencyWindow } from "./episode.ts";
import type { Outcome, Watched } from "./outcome.ts";
import { TemplateWatch } from "./template_watch.ts";

type Counts = ReadonlyMap<string, number>;

/**
 * The frequencies of a source's templates. A template is watched from its first counted line on; the overflow template is
 * not, being no message of its own.
 */
export class TemplateWatches {
  readonly #source: string;
  readonly #settings: DetectionSettings;
  readonly #watches: Map<string, TemplateWatch>;

  constructor(source: string, settings: DetectionSettings, watches: Iterable<TemplateWatch> = []) {
    this.#source = source;
    this.#settings = settings;
    this.#watches = new Map([...watches].map((watch) => [watch.template, watch]));
  }

  has(template: string): boolean {
    return this.#watches.has(template);
  }

  [Symbol.iterator](): Iterator<TemplateWatch> {
    return this.#watches.values();
  }

  clear(): void {
    this.#watches.clear();
  }

  /** Takes the next window of the learning phase, which began at `fromMs`: a template counts 0 before its first line. */
  learn(startMs: number, counts: Counts, fromMs: number): void {
    const { windowMs } = this.#settings;
    for (const { baseline } of this.begin(counts)) {
      for (let at = fromMs; at < startMs; at += windowMs) baseline.push(at, 0);
    }
    for (const { template, baseline } of this.#watches.values()) baseline.push(startMs, counts.get(template) ?? 0);
  }

  /** Templates that have lines and a band, judged by it. */
  judge(counts: Counts): Map<string, Watched> {
    const judged = new Map<string, Watched>();
    for (const [template, count] of counts) {
      const watched = this.#watches.get(template)?.judge(count) ?? null;
      if (watched !== null) judged.set(template, watched);
    }
    return judged;
  }

  /**
   * Opens, extends and closes episodes.
   *
   * @param range `parent`: id of the source's open episode, in whose windows no template opens one of its own, or null.
   */
  episodes(
    judged: ReadonlyMap<string, Watched>,
    { parent, ...range }: { readonly startMs: number; readonly endMs: number; readonly parent: string | null },
  ): Outcome[] {
    const outcomes: Outcome[] = [];
    for (const { template, slot } of this.#watches.values()) {
      const watched = judged.get(template);
      if (!watched?.anomalous) {
        outcomes.push(...slot.close());
      } else if (slot.episode !== null || parent === null) {
        const window = frequencyWindow({ source: this.#source, template, ...range }, watched);
        outcomes.push(...slot.meet({ ...window, parent }));
      }
    }
    return outcomes;
  }

  /** Adds a normal window to the baselines of all templates that were normal in it. */
  extend(startMs: number, counts: Counts, judged: ReadonlyMap<string, Watched>): void {
    for (const { template, baseline } of this.#watches.values()) {
      if (!judged.get(template)?.anomalous) baseline.push(startMs, counts.get(template) ?? 0);
    }
  }

  /** Begins to watch templates that were not watched yet, from the next window on; returns those. */
  begin(counts: Counts): TemplateWatch[] {
    return [...counts.keys()]
      .filter((template) => template !== OVERFLOW_ID && !this.#watches.has(template))
      .map((template) => this.#begin(template));
  }

  /** A template was merged into another. */
  merge(template: string, into: string): Outcome[] {
    const watch = this.#watches.get(template);
    if (watch === undefined) return [];
    this.#watches.delete(template);
    const survivor = this.#watches.get(into) ?? this.#begin(into);
    survivor.baseline = survivor.baseline.merged(watch.baseline);
    return survivor.slot.inherit(watch.slot);
  }

  #begin(template: string): TemplateWatch {
    const watch = new TemplateWatch(template, this.#settings);
    this.#watches.set(template, watch);
    return watch;
  }
}
