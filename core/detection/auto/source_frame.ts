import type { Finding } from "../incidents/finding.ts";
import type { AnomalyKind } from "../kinds/kinds.ts";
import { isSilentHost } from "../silent_host.ts";
import type { AlertBudget, Test } from "./alert_budget.ts";
import { FIRST_DAY_HOURS, FIRST_DAY_TIMES } from "./learning_times.ts";
import { RecentWindows, type RecentWindowsState } from "./recent_windows.ts";
import { SourcePools } from "./source_pools.ts";
import type { Ticks } from "./ticks.ts";

/** A finding without its series. */
export type Figures = Omit<Finding, "kind" | "source" | "template" | "adopted"> & { readonly adopted?: boolean };

/** What the tests of one source share: for how long it was watched, what they may call, and where findings go. */
export class SourceFrame {
  readonly ticks: Ticks;
  readonly pools: SourcePools;
  readonly windows: RecentWindows;
  readonly #source: string;
  readonly #budget: AlertBudget;
  #tick: number;
  #findings: Finding[] = [];

  constructor(
    source: string,
    { budget, ticks, pools = new SourcePools(), tick = 0, windows }: {
      readonly budget: AlertBudget;
      readonly ticks: Ticks;
      readonly pools?: SourcePools;
      readonly tick?: number;
      readonly windows?: RecentWindowsState;
    },
  ) {
    this.#source = source;
    this.#budget = budget;
    this.ticks = ticks;
    this.windows = new RecentWindows(ticks.ms, windows);
    this.pools = pools;
    this.#tick = tick;
  }

  /** Ticks that were watched so far. */
  get tick(): number {
    return this.#tick;
  }

  /** A tick was watched. */
  endTick(): void {
    this.#tick++;
  }

  /** Ticks in this many hours. */
  hours(hours: number): number {
    return hours * this.ticks.perHour;
  }

  /** Whether it was watched for no more than a day: what comes once in a day is not known. */
  get isFirstDay(): boolean {
    return this.#tick <= this.hours(FIRST_DAY_HOURS);
  }

  /** How many times fewer new or rare messages like one below level error are to be expected than later for it to be an alarm. */
  get rareTimes(): number {
    return this.isFirstDay ? FIRST_DAY_TIMES : 1;
  }

  /** Ticks since one. */
  since(tick: number): number {
    return this.#tick - tick;
  }

  /** How many tests of each kind the source makes from now on. */
  declare(tests: Readonly<Record<Test, number>>): void {
    this.#budget.set(this.#source, tests);
  }

  /** Whether what is expected so often a day while nothing is wrong is still an alarm. */
  isAlarm(test: Test, perDay: number): boolean {
    return perDay <= this.#budget.part(test);
  }

  /** How many events a day one such test may expect for what it sees to be an alarm. */
  part(test: Test): number {
    return this.#budget.part(test);
  }

  /** Something is out of the ordinary, by one of such tests. */
  find(test: Test, kind: AnomalyKind, template: string, figures: Figures): void {
    const mostPerDay = this.#budget.part(test);
    this.#findings.push({ ...this.#common, kind, template, mostPerDay, ...figures });
  }

  /** A finding of another source's making: it is no alarm by itself. */
  beside(kind: AnomalyKind, template: string, figures: Figures): Finding {
    return { ...this.#common, kind, template, ...figures };
  }

  /** Adds to what was found since it was last taken. */
  explain(more: (finding: Finding) => Partial<Finding>): void {
    this.#findings = this.#findings.map((finding) => ({ ...finding, ...more(finding) }));
  }

  /** What was found since the last call, hosts that are missing first: what is missing with one is part of that. */
  takeFindings(): Finding[] {
    return this.#findings.splice(0).sort((a, b) => Number(isSilentHost(b)) - Number(isSilentHost(a)));
  }

  get #common() {
    return { source: this.#source, adopted: false, learnedMs: this.#tick * this.ticks.ms };
  }
}
