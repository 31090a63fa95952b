import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import type { ObservedWindow } from "./observed_window.ts";
import type { TemplateArrival } from "./template_arrival.ts";

/** A template that was not known. */
export interface NewTemplate {
  readonly template: string;
  /** Start of the window of its first line, epoch milliseconds: an earlier one where lagging lines brought it. */
  readonly startMs: number;
}

const NOTHING_NEW: readonly NewTemplate[] = [];

/** What decides what is known, besides what a source has said. */
export interface KnownTemplatesOptions {
  readonly windowMs: number;
  /**
   * What was first seen earlier, and is not preexisting, is not known by that alone: it belongs to a life before detection was
   * begun afresh.
   */
  readonly knownSinceMs: number;
}

/**
 * Which templates a source is known to speak. Known is: what a file held when it was first opened, what was first seen, or
 * counted, before the end of learning, what was split off or merged with something known, and what was new once.
 */
export class KnownTemplates {
  readonly #windowMs: number;
  readonly #knownSinceMs: number;
  readonly #known: Set<string>;

  constructor({ windowMs, knownSinceMs }: KnownTemplatesOptions, known: Iterable<string> = []) {
    this.#windowMs = windowMs;
    this.#knownSinceMs = knownSinceMs;
    this.#known = new Set(known);
  }

  get knownSinceMs(): number {
    return this.#knownSinceMs;
  }

  get size(): number {
    return this.#known.size;
  }

  has(template: string): boolean {
    return this.#known.has(template);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#known.values();
  }

  /** Makes known what a window of the learning phase brings. */
  learn({ arrivals = [], counts }: ObservedWindow): void {
    this.#takeNew(arrivals, Infinity);
    this.#takeUnheard(counts);
  }

  /**
   * Makes known what a window brings, and returns what was not.
   *
   * @param learnedMs end of learning.
   */
  take({ startMs, counts, arrivals = [] }: ObservedWindow, learnedMs: number): readonly NewTemplate[] {
    if (counts.size === 0 && arrivals.length === 0) return NOTHING_NEW;
    const firstMs = arrivals.length === 0 ? new Map<string, number>() : new Map(
      this.#takeNew(arrivals, learnedMs).map(({ template, firstSeenMs }) => [template, this.#startOf(firstSeenMs)]),
    );
    for (const template of this.#takeUnheard(counts)) firstMs.set(template, startMs);
    return [...firstMs].map(([template, startMs]) => ({ template, startMs }));
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
    const unheard: string[] = [];
    for (const [template] of counted) {
      if (template !== OVERFLOW_ID && !this.#known.has(template)) unheard.push(template);
    }
    for (const template of unheard.sort()) this.#known.add(template);
    return unheard;
  }

  #startOf(timeMs: number): number {
    return timeMs - timeMs % this.#windowMs;
  }
}
