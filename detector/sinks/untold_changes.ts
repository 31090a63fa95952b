import type { Anomaly } from "../../core/detection/anomaly.ts";
import { isWorse } from "../../core/severity.ts";
import type { AnomalyChange, Untold } from "../../notify/notifier.ts";

/** How many sources are named. */
const MOST_SOURCES = 10;

/** What is told of many changes at once: the one that matters most, and how many others there were. */
export interface Digest {
  readonly anomaly: Anomaly;
  readonly change: AnomalyChange;
  /** Absent where there was but one. */
  readonly others?: Untold;
}

/** Sums up changes that were not told one by one, in bounded space. */
export class UntoldChanges {
  readonly #changes: Record<AnomalyChange, number> = { opened: 0, worsened: 0, closed: 0 };
  readonly #sources = new Set<string>();
  #worst: Digest | null = null;

  get isEmpty(): boolean {
    return this.#worst === null;
  }

  /** Takes one in. */
  add(anomaly: Anomaly, change: AnomalyChange): void {
    this.#changes[change]++;
    if (this.#sources.size < MOST_SOURCES) this.#sources.add(anomaly.source);
    const matters = (each: Digest) => each.change === "closed" ? "info" : each.anomaly.severity;
    const given = { anomaly, change };
    if (this.#worst === null || isWorse(matters(given), matters(this.#worst))) this.#worst = given;
  }

  /** The sum; empty it is null. */
  get digest(): Digest | null {
    if (this.#worst === null) return null;
    const changes = { ...this.#changes };
    changes[this.#worst.change]--;
    const isAlone = Object.values(changes).every((count) => count === 0);
    return isAlone ? this.#worst : { ...this.#worst, others: { ...changes, sources: [...this.#sources] } };
  }
}
