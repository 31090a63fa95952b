import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";

/** A source that is farther back than these windows is catching up: its windows are not published one by one. */
const CATCH_UP_WINDOWS = 10;
const NO_LINEAGE: ReadonlyMap<string, string> = new Map();

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
  #lineage = NO_LINEAGE;
  /** Windows since the source was found behind, or null. */
  #behind: number | null = null;

  constructor(detector: SourceDetector) {
    this.detector = detector;
  }

  /** @throws {RangeError} when the window is not the one after the last. */
  evaluate(window: ClosedWindow): EvaluatedWindow {
    const windowMs = window.endMs - window.startMs;
    if (this.#behind === null && window.behindMs >= CATCH_UP_WINDOWS * windowMs) this.#behind = 0;
    const outcomes = [...this.#rekey(window.lineage), ...this.#observe(window)];
    if (this.#behind === null) return { outcomes, isBehind: false };
    const caughtUp = ++this.#behind;
    if (window.behindMs >= windowMs) return { outcomes, isBehind: true };
    this.#behind = null;
    return { outcomes, isBehind: true, caughtUp };
  }

  #rekey(lineage: ReadonlyMap<string, string>): Outcome[] {
    if (lineage === this.#lineage) return [];
    this.#lineage = lineage;
    return this.detector.rekey(lineage);
  }

  #observe(window: ClosedWindow): Outcome[] {
    if (window.coverage === "unknown") return this.detector.skip(window.startMs);
    return this.detector.observe({ ...window, complete: window.coverage === "whole" });
  }
}
