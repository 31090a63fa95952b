/** Length of a stretch, milliseconds. */
export const STRETCH_MS = 300_000;
/** Stretches after which what was seen counts for a third: thirty days. */
const MEMORY = 8640;

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
  #before: StretchCount | null = null;
  #now: StretchCount | null = null;

  add(lines: number, timeMs: number): void {
    const stretch = Math.floor(timeMs / STRETCH_MS);
    if (this.#now === null || stretch > this.#now.stretch) {
      if (this.#before !== null) this.#learn(this.#before, this.#now!.stretch);
      this.#before = this.#now;
      this.#now = { stretch, lines };
    } else this.#now = { stretch: this.#now.stretch, lines: this.#now.lines + lines };
  }

  /** Its lines in the stretch that goes on, or has just ended, and in the one before, if any; of those from a time on. */
  since(timeMs: number): StretchCount[] {
    const from = Math.floor(timeMs / STRETCH_MS);
    return [this.#now, this.#before].filter((count) => count !== null && count.stretch >= from) as StretchCount[];
  }

  /** The share of earlier stretches that had so many lines, by order of magnitude. @param stretches how many were watched */
  shareOf(lines: number, stretches: number): number {
    const remembered = MEMORY * -Math.expm1(-stretches / MEMORY);
    let like = 0.5;
    for (let i = magnitudeOf(lines); i < this.#byMagnitude.length; i++) like += this.#byMagnitude[i]!;
    return Math.min(1, like / Math.max(1, remembered));
  }

  toState() {
    return { byMagnitude: this.#byMagnitude, before: this.#before, now: this.#now };
  }

  static fromState({ byMagnitude, before, now }: ReturnType<StretchCounts["toState"]>): StretchCounts {
    const counts = new StretchCounts();
    counts.#byMagnitude = [...byMagnitude];
    counts.#before = before;
    counts.#now = now;
    return counts;
  }

  /** @param next number of the stretch in which it came next */
  #learn({ stretch, lines }: StretchCount, next: number): void {
    const keep = Math.exp(-(next - stretch) / MEMORY), magnitude = magnitudeOf(lines);
    while (this.#byMagnitude.length <= magnitude) this.#byMagnitude.push(0);
    this.#byMagnitude = this.#byMagnitude.map((count, i) => (count + Number(i === magnitude)) * keep);
  }
}

/** Fractions of a line, as line protocol may bring them, count as one. */
function magnitudeOf(lines: number): number {
  return Math.max(0, Math.floor(Math.log2(lines)));
}
