import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { openEpisode } from "../episode.ts";
import type { ObservedWindow } from "../observed_window.ts";
import type { Outcome } from "../outcome.ts";
import type { TemplateArrival } from "../template_arrival.ts";

/** What novelty is decided by, besides what is already known. */
export interface NoveltyOptions {
  readonly windowMs: number;
  /**
   * What was first seen earlier, and is not preexisting, is not known by that alone: it belongs to a life before detection was
   * begun afresh.
   */
  readonly knownSinceMs: number;
  /** Overflow has been reported. */
  readonly overflowed?: boolean;
}

/**
 * Which templates a source is known to speak, and reports of those that are new. Known is: what a file held when it was
 * first opened, what was first seen, or counted, before the end of learning, what was split off or merged with something
 * known, and what has been reported.
 */
export class Novelty {
  readonly #source: string;
  readonly #windowMs: number;
  readonly #knownSinceMs: number;
  readonly #known: Set<string>;
  #overflowed: boolean;

  constructor(source: string, options: NoveltyOptions, known: Iterable<string> = []) {
    this.#source = source;
    this.#windowMs = options.windowMs;
    this.#knownSinceMs = options.knownSinceMs;
    this.#overflowed = options.overflowed ?? false;
    this.#known = new Set(known);
  }

  get knownSinceMs(): number {
    return this.#knownSinceMs;
  }

  get overflowed(): boolean {
    return this.#overflowed;
  }

  get known(): ReadonlySet<string> {
    return this.#known;
  }

  /** Makes known what a window of the learning phase brings. */
  learn({ arrivals = [], counts }: ObservedWindow): void {
    this.#takeNew(arrivals, Infinity);
    this.#takeUnheard(counts);
  }

  /**
   * Reports what is new in a window, each template once. A new template's anomaly begins in the window of its first line, which
   * may be an earlier one when lagging lines brought it.
   *
   * @param learnedMs end of learning.
   */
  evaluate(window: ObservedWindow, learnedMs: number): Outcome[] {
    const { startMs, counts, arrivals = [] } = window;
    const firstMs = new Map(
      this.#takeNew(arrivals, learnedMs).map(({ template, firstSeenMs }) => [template, this.#startOf(firstSeenMs)]),
    );
    for (const template of this.#takeUnheard(counts)) firstMs.set(template, startMs);
    const patterns = [...firstMs].map(([template, at]) => this.#report("pattern", template, at, counts));
    return [...patterns, ...this.#overflow(window, learnedMs)];
  }

  /** A template was merged into another, which is as known as the first was. */
  merge(template: string, into: string): void {
    if (this.#known.delete(template)) this.#known.add(into);
  }

  #takeNew(arrivals: readonly TemplateArrival[], learnedMs: number): TemplateArrival[] {
    return arrivals.filter(({ template, firstSeenMs, preexisting, ancestor }) => {
      if (template === OVERFLOW_ID || !preexisting && firstSeenMs < this.#knownSinceMs) return false;
      const isKnown = preexisting || firstSeenMs < learnedMs || ancestor !== undefined && this.#known.has(ancestor);
      return this.#takeUnheard([[template]]).length > 0 && !isKnown;
    });
  }

  /** Makes templates known; returns those that were not, in code unit order. */
  #takeUnheard(counted: Iterable<readonly [string, ...unknown[]]>): string[] {
    const unheard = [...counted]
      .map(([template]) => template)
      .filter((template) => template !== OVERFLOW_ID && !this.#known.has(template))
      .sort();
    for (const template of unheard) this.#known.add(template);
    return unheard;
  }

  /** Overflow is called once per source, whenever its first line came: from then on rare templates are not told apart. */
  #overflow({ startMs, counts, arrivals = [] }: ObservedWindow, learnedMs: number): Outcome[] {
    if (this.#overflowed) return [];
    const arrival = arrivals.find(({ template, preexisting, firstSeenMs }) =>
      template === OVERFLOW_ID && !preexisting && firstSeenMs >= learnedMs
    );
    if (arrival === undefined && !counts.has(OVERFLOW_ID)) return [];
    this.#overflowed = true;
    const firstMs = arrival === undefined ? startMs : this.#startOf(arrival.firstSeenMs);
    return [this.#report("overflow", OVERFLOW_ID, firstMs, counts)];
  }

  #report(
    kind: "pattern" | "overflow",
    template: string,
    startMs: number,
    counts: ReadonlyMap<string, number>,
  ): Outcome {
    const actual = counts.get(template) ?? 0;
    const endMs = startMs + this.#windowMs;
    const figures = { actual, expected: 0, threshold: 0, score: actual };
    return {
      kind: "opened",
      episode: openEpisode({ kind, source: this.#source, template, startMs, endMs, ...figures }),
    };
  }

  #startOf(timeMs: number): number {
    return timeMs - timeMs % this.#windowMs;
  }
}
