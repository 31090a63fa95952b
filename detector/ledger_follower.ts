import type { Clock } from "../core/clock.ts";
import type { DetectorRun } from "../core/detection/detector_factory.ts";
import { Ledger } from "../core/detection/ledger/ledger.ts";
import { MutedEpisodes } from "../core/detection/muted_episodes.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { LedgerEntry } from "../core/ledger_entry.ts";
import type { LedgerStore } from "../store/ports/ledger.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";

/** What a {@linkcode LedgerFollower} works with. */
export interface LedgerFollowerOptions {
  readonly store: Pick<LedgerStore, "ledger">;
  readonly clock: Pick<Clock, "now">;
  readonly run: Pick<DetectorRun, "obey">;
  /** Tries again until it succeeds; undefined where the detector ends before. */
  readonly retried: <Result>(work: () => Promise<Result>) => Promise<Result | undefined>;
}

/** The ledger is read at most so often. */
const REREAD_MS = 1_000;

/** Lets the detector go by what operators say, through the store, so that it does not matter which process they say it to. */
export class LedgerFollower {
  readonly #options: LedgerFollowerOptions;
  readonly #muted = new MutedEpisodes();
  #entries: readonly LedgerEntry[] = [];
  #ledger = new Ledger();
  /** Replaced id -> surviving id, by source. */
  readonly #lineages = new Map<string, ReadonlyMap<string, string>>();
  #readMs = -Infinity;
  /** Acceptances that a source's detector has taken, or that its state was saved after. */
  readonly #taken = new WeakMap<SourceDetector, Set<string>>();

  constructor(options: LedgerFollowerOptions) {
    this.#options = options;
  }

  /** As it was read last. */
  get ledger(): Ledger {
    return this.#ledger;
  }

  /** Reads the ledger, unless that was done a moment ago. */
  async refresh(): Promise<void> {
    const { store, clock, run, retried } = this.#options;
    if (Math.abs(clock.now() - this.#readMs) < REREAD_MS) return;
    const entries = await retried(() => store.ledger());
    if (entries === undefined) return;
    this.#readMs = clock.now();
    this.#entries = entries;
    this.#obey(run);
  }

  #obey(run: LedgerFollowerOptions["run"]): void {
    this.#ledger = new Ledger(this.#entries.flatMap((entry) => [entry, ...this.#survivorsOf(entry)]));
    run.obey?.(this.#ledger);
  }

  /** What is said of a template goes for the one that it was merged into. */
  #survivorsOf(entry: LedgerEntry): LedgerEntry[] {
    return [...this.#lineages].flatMap(([source, lineage]) => {
      const template = entry.template === undefined ? undefined : lineage.get(entry.template);
      const isMeant = entry.source === undefined || entry.source === source;
      return template === undefined || !isMeant ? [] : [{ ...entry, source, template }];
    });
  }

  #follow({ source, lineage }: Pick<ClosedWindow, "source" | "lineage">): void {
    if (this.#lineages.get(source) === lineage) return;
    this.#lineages.set(source, lineage);
    if (lineage.size > 0) this.#obey(this.#options.run);
  }

  /** What was accepted of a detector's source, each once: with the window in which it was said, or at once where that was before it. */
  acceptancesFor(
    detector: SourceDetector,
    window: Pick<ClosedWindow, "source" | "lineage" | "endMs" | "behindMs">,
  ): readonly LedgerEntry[] {
    this.#follow(window);
    const { endMs, behindMs } = window;
    const { acceptances } = this.#ledger;
    let taken = this.#taken.get(detector);
    if (taken === undefined) {
      taken = new Set(acceptances.filter(({ createdMs }) => createdMs < detector.nextMs).map(({ id }) => id));
      this.#taken.set(detector, taken);
    }
    const due = acceptances.filter(({ id, source, createdMs }) =>
      !taken.has(id) && (source === undefined || source === detector.source) && (createdMs < endMs || behindMs <= 0)
    );
    for (const { id } of due) taken.add(id);
    return due;
  }

  /** Outcomes without those of which nobody is to hear. */
  heard(outcomes: readonly Outcome[]): readonly Outcome[] {
    return outcomes.flatMap((outcome) => this.#muted.filter(outcome, this.#ledger));
  }
}
