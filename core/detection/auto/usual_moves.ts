/** How far an hour may move a level: by so many standard deviations of what hours did in the last week, within these ratios. */
const DEVIATIONS = 3;
const LEAST = 1.1, MOST = 2;
/** An hour that goes further is taken to have gone so many times as far as it may: a change hardly makes room for itself. */
const MOST_SURPRISE = 2;
/** Share of what is known that is left after an hour; it is taken for the most in the beginning, as though so many hours had told so. */
const KEEP = 1 - 1 / 168, PRIOR_HOURS = 4;

/** State of moves: their squares, and how many hours told of them, older ones for less. */
export type UsualMovesState = readonly [squares: number, hours: number];

/** How far hours have moved a level from what was foretold, so that traffic that rises slowly does not become its own level. State: two numbers. */
export class UsualMoves {
  #squares: number;
  #hours: number;

  constructor([squares, hours]: UsualMovesState = [PRIOR_HOURS * (Math.log(MOST) / DEVIATIONS) ** 2, PRIOR_HOURS]) {
    this.#squares = squares;
    this.#hours = hours;
  }

  /** The highest ratio by which an hour may move a level; its inverse is the lowest. */
  get most(): number {
    return Math.min(MOST, Math.max(LEAST, Math.exp(DEVIATIONS * Math.sqrt(this.#squares / this.#hours))));
  }

  /** Takes the logarithm of the ratio by which a full hour differed from what was foretold. */
  learn(move: number): void {
    const counted = Math.min(MOST_SURPRISE * Math.log(this.most), Math.abs(move));
    this.#squares = this.#squares * KEEP + counted ** 2;
    this.#hours = this.#hours * KEEP + 1;
  }

  toState(): UsualMovesState {
    return [this.#squares, this.#hours];
  }
}
