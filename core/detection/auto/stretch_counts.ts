/** Length of a stretch, milliseconds. */
export const STRETCH_MS = 300_000;
/** Stretches after which what was seen counts for a third: thirty days. */
const MEMORY = 8640;
const NONE = -Infinity;

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
  /** Stretches with 2^i to 2^(i+1) - 1 lines. */
  #byMagnitude: number[] = [];
  /** The stretch that goes on, and the one before with lines; {@linkcode NONE} while there is none. */
  #stretch = NONE;
  #lines = 0;
  #beforeStretch = NONE;
  #beforeLines = 0;

  add(lines: number, timeMs: number): void {
    const stretch = Math.floor(timeMs / STRETCH_MS);
    if (stretch <= this.#stretch) {
      this.#lines += lines;
      return;
    }
    if (this.#beforeStretch !== NONE) this.#learn(this.#beforeLines, this.#stretch - this.#beforeStretch);
    this.#beforeStretch = this.#stretch;
    this.#beforeLines = this.#lines;
    this.#stretch = stretch;
    this.#lines = lines;
  }

  /** Its lines in the stretch that goes on, or has just ended, and in the one before, if any; of those from a time on. */
  since(timeMs: number): StretchCount[] {
    const from = Math.floor(timeMs / STRETCH_MS);
    const { before, now } = this.toState();
    return [now, before].filter((count) => count !== null && count.stretch >= from) as StretchCount[];
  }

  /** The share of earlier stretches that had so many lines, by order of magnitude. @param stretches how many were watched */
  shareOf(lines: number, stretches: number): number {
    const remembered = MEMORY * -Math.expm1(-stretches / MEMORY);
    let like = 0.5;
    for (let i = magnitudeOf(lines); i < this.#byMagnitude.length; i++) like += this.#byMagnitude[i]!;
    return Math.min(1, like / Math.max(1, remembered));
  }

  toState() {
    return {
      byMagnitude: [...this.#byMagnitude],
      before: countOf(this.#beforeStretch, this.#beforeLines),
      now: countOf(this.#stretch, this.#lines),
    };
  }

  static fromState({ byMagnitude, before, now }: ReturnType<StretchCounts["toState"]>): StretchCounts {
    const counts = new StretchCounts();
    counts.#byMagnitude = [...byMagnitude];
    counts.#stretch = now?.stretch ?? NONE;
    counts.#lines = now?.lines ?? 0;
    counts.#beforeStretch = before?.stretch ?? NONE;
    counts.#beforeLines = before?.lines ?? 0;
    return counts;
  }

  /** @param stretches until it came next */
  #learn(lines: number, stretches: number): void {
    const keep = Math.exp(-stretches / MEMORY), magnitude = magnitudeOf(lines);
    while (this.#byMagnitude.length <= magnitude) this.#byMagnitude.push(0);
    for (const [i, count] of this.#byMagnitude.entries()) {
      this.#byMagnitude[i] = (count + Number(i === magnitude)) * keep;
    }
  }
}

function countOf(stretch: number, lines: number): StretchCount | null {
  return stretch === NONE ? null : { stretch, lines };
}

/** Fractions of a line, as line protocol may bring them, count as one. */
function magnitudeOf(lines: number): number {
  return Math.max(0, Math.floor(Math.log2(lines)));
}
