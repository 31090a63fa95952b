import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";

/** A source that is farther back than these windows is catching up: its windows are not published one by one. */
const CATCH_UP_WINDOWS = 10;
const NO_LINEAGE: ReadonlyMap<string, string> = new Map();

const NOTHING: readonly Outcome[] = [];

/** What a window came to. */
export interface EvaluatedWindow {
  readonly outcomes: readonly Outcome[];
  /** The source is catching up. */
  readonly isBehind: boolean;
  /** Windows that were caught up with, where this was the last of them. */
  readonly caughtUp?: number;
}

/** Takes one source's windows to its detector, one after another. */
export class SourceEvaluator {
  readonly detector: SourceDetector;
  /** A number of the source's own: what is done every few windows is done in another one for each. */
  readonly place: number;
  readonly #windowMs: number;
  #lineage = NO_LINEAGE;
  /** Windows since the source was found behind, or null. */
  #behind: number | null = null;

  /** @param windowMs length of the detector's windows. */
  constructor(detector: SourceDetector, windowMs: number) {
    this.detector = detector;
    this.place = [...detector.source].reduce((sum, character) => sum + character.codePointAt(0)!, 0);
    this.#windowMs = windowMs;
  }

  /** @throws {RangeError} when the window is not the one after the last. */
  evaluate(window: ClosedWindow): EvaluatedWindow {
    const windowMs = this.#windowMs;
    if (this.#behind === null && window.behindMs >= CATCH_UP_WINDOWS * windowMs) this.#behind = 0;
    const rekeyed = this.#rekey(window.lineage), observed = this.#observe(window);
    const outcomes = rekeyed.length === 0 ? observed : [...rekeyed, ...observed];
    if (this.#behind === null) return { outcomes, isBehind: false };
    const caughtUp = ++this.#behind;
    if (window.behindMs >= windowMs) return { outcomes, isBehind: true };
    this.#behind = null;
    return { outcomes, isBehind: true, caughtUp };
  }

  #rekey(lineage: ReadonlyMap<string, string>): readonly Outcome[] {
    if (lineage === this.#lineage) return NOTHING;
    this.#lineage = lineage;
    return this.detector.rekey(lineage);
  }

  #observe(window: ClosedWindow): Outcome[] {
    const { startMs, counts, total, errors, fatals, hosts, arrivals, coverage } = window;
    if (coverage === "unknown") return this.#skip(window);
    return this.detector.observe({
      startMs,
      counts,
      total,
      errors,
      fatals,
      hosts,
      arrivals,
      complete: coverage === "whole",
    });
  }

  #skip({ startMs, endMs }: ClosedWindow): Outcome[] {
    const outcomes: Outcome[] = [];
    for (let at = startMs; at < endMs; at += this.#windowMs) outcomes.push(...this.detector.skip(at));
    return outcomes;
  }
}
