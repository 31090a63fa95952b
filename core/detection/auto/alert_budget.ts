/**
 * What tests there are: for a change of a source's errors, one a source; for a change of a rate, for the size of a rare message's burst, for a
 * message that does not come, and for rare messages.
 */
export type Test = "severe" | "change" | "size" | "gap" | "rare";

/** How the budget is divided; together 1. */
const SHARES: Readonly<Record<Test, number>> = { severe: 0.1, change: 0.4, size: 0.12, gap: 0.13, rare: 0.25 };
const TESTS = Object.keys(SHARES) as Test[];

/**
 * How many times more findings than wanted the tests are set to expect. Their sum is an upper bound: a CUSUM stays below the
 * Shiryaev-Roberts sum that the bound is proved for, tails are taken as heavier than seen, and findings that belong together
 * are one incident. On six made-up weeks without incidents (80 and 400 messages) 0.04 incidents a day came at 1, 0.13 at 3, 0.46 at 5.
 */
const EXPECTED_PER_WANTED = 3;

/**
 * One budget of false findings a day over all series of all sources. Each test states how many events like the one it sees are
 * expected a day while nothing is wrong; the event is an alarm when that is no more than the test's part. The parts of all
 * tests sum to 3 times the budget, so that no more than that is expected while the models hold, however many series there are
 * and whatever depends on what (union bound; no independence is needed).
 */
export class AlertBudget {
  /** False findings a day that are bearable. */
  readonly perDay: number;
  readonly #tests = new Map<string, Readonly<Record<Test, number>>>();
  readonly #sums: Record<Test, number> = { severe: 0, change: 0, size: 0, gap: 0, rare: 0 };

  constructor(perDay: number) {
    this.perDay = perDay;
  }

  /** False findings a day that are proved to be the most while the tests' models hold. */
  get bound(): number {
    return EXPECTED_PER_WANTED * this.perDay;
  }

  /** A source says how many tests of each kind it makes. */
  set(source: string, tests: Readonly<Record<Test, number>>): void {
    const before = this.#tests.get(source);
    for (const test of TESTS) this.#sums[test] += tests[test] - (before?.[test] ?? 0);
    this.#tests.set(source, { ...tests });
  }

  /** How many events a day one test may expect for what it sees to be a finding. */
  part(test: Test): number {
    return SHARES[test] * this.bound / Math.max(1, this.#sums[test]);
  }
}
