import { sum } from "../../sum.ts";

/** Length of a stretch, milliseconds. */
export const STRETCH_MS = 300_000;
/** Stretches after which what was seen counts for a third: thirty days. */
const MEMORY = 8640;

/** State as numbers: the last two stretches with lines, each with its lines, and the histogram. */
export type StretchState = readonly [
  now: number,
  lines: number,
  before: number,
  linesBefore: number,
  ...byMagnitude: number[],
];

/** Start of the stretch before the one of a time, epoch milliseconds: with the one that goes on it is what a message has been like of late. */
export function stretchBefore(timeMs: number): number {
  return (Math.floor(timeMs / STRETCH_MS) - 1) * STRETCH_MS;
}

/** Lines of a message in one stretch. */
export interface StretchCount {
  /** Number of the stretch since the epoch. */
  readonly stretch: number;
  readonly lines: number;
}

/**
 * How many lines a message brings in a stretch of five minutes: a histogram by powers of two, which forgets slowly. The stretch that goes on
 * and the one before it are not part of it, so that they can be told by it. O(1) space.
 */
export class StretchCounts {
  /** Stretches with 2^i to 2^(i+1) - 1 lines; null before the first that is learned. */
  #byMagnitude: number[] | null = null;
  /** The last stretch that had lines and the one before, -1 where there is none. */
  #now = -1;
  #lines = 0;
  #before = -1;
  #linesBefore = 0;

  add(lines: number, timeMs: number): void {
    const stretch = Math.floor(timeMs / STRETCH_MS);
    if (stretch <= this.#now) {
      this.#lines += lines;
      return;
    }
    if (this.#before >= 0) this.#learn();
    this.#before = this.#now;
    this.#linesBefore = this.#lines;
    this.#now = stretch;
    this.#lines = lines;
  }

  /** Its lines in the stretch that goes on, or has just ended, and in the one before, if any; of those from a time on. */
  since(timeMs: number): StretchCount[] {
    const from = Math.max(0, Math.floor(timeMs / STRETCH_MS));
    const now = { stretch: this.#now, lines: this.#lines },
      before = { stretch: this.#before, lines: this.#linesBefore };
    return [now, before].filter(({ stretch }) => stretch >= from);
  }

  /** Its lines in those of the last two stretches that a time and later ones are in. */
  linesSince(timeMs: number): number {
    return sum(this.since(timeMs).map(({ lines }) => lines));
  }

  /** The share of earlier stretches that had this many lines, by order of magnitude. @param stretches how many were watched */
  shareOf(lines: number, stretches: number): number {
    const remembered = MEMORY * -Math.expm1(-stretches / MEMORY);
    const counts = this.#byMagnitude ?? [];
    let like = 0.5;
    for (let i = magnitudeOf(lines); i < counts.length; i++) like += counts[i]!;
    return Math.min(1, like / Math.max(1, remembered));
  }

  toState(): StretchState {
    return [this.#now, this.#lines, this.#before, this.#linesBefore, ...this.#byMagnitude ?? []];
  }

  static fromState([now, lines, before, linesBefore, ...byMagnitude]: StretchState): StretchCounts {
    const counts = new StretchCounts();
    counts.#now = now;
    counts.#lines = lines;
    counts.#before = before;
    counts.#linesBefore = linesBefore;
    if (byMagnitude.length > 0) counts.#byMagnitude = byMagnitude;
    return counts;
  }

  /** The one before is learned: it is not compared with any more. */
  #learn(): void {
    const counts = this.#byMagnitude ??= [];
    const keep = Math.exp(-(this.#now - this.#before) / MEMORY), magnitude = magnitudeOf(this.#linesBefore);
    while (counts.length <= magnitude) counts.push(0);
    counts[magnitude] = counts[magnitude]! + 1;
    for (let i = 0; i < counts.length; i++) counts[i] = counts[i]! * keep;
  }
}

/** Fractions of a line, as line protocol may bring them, count as one. */
function magnitudeOf(lines: number): number {
  return Math.max(0, Math.floor(Math.log2(lines)));
}
