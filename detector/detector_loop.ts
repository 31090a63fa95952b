import { startDetector } from "../core/detection/detectors.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { AnomalyLog } from "./anomaly_log.ts";
import { horizonOf, learningStart } from "./coverage.ts";
import { DetectorCheckpoint } from "./detector_checkpoint.ts";
import type { DetectorOptions } from "./detector_options.ts";
import { Outage } from "./outage.ts";
import { OutcomePublisher } from "./outcome_publisher.ts";
import { type PacedSource, pause } from "./pacing.ts";
import { RegistryReader } from "./registry_reader.ts";
import { SourceEvaluator } from "./source_evaluator.ts";

/** An agent that was not seen for this number of windows is taken for dead. */
const LIVE_WINDOWS = 3;
/** Windows of a source after which its state is saved; younger ones are evaluated again after a crash, to the same end. */
const WINDOWS_PER_STATE = 10;
/** A source that is farther back is catching up: its windows are not published one by one. */
const CATCH_UP_WINDOWS = 10;
/** How far back a crash can make windows be evaluated again. */
const REPLAYED_WINDOWS = 10 * WINDOWS_PER_STATE;

/** A source's evaluator, and where the loop stands with it. */
interface Tracked {
  readonly evaluator: SourceEvaluator;
  /** Windows since its state was saved. */
  unsaved: number;
  /** Windows that were caught up with, while it is behind. */
  caughtUp: number;
  paced: PacedSource;
}

/** What {@linkcode runDetector} repeats. */
export class DetectorLoop {
  readonly #options: DetectorOptions;
  readonly #registry: RegistryReader;
  readonly #checkpoint: DetectorCheckpoint;
  readonly #log: AnomalyLog;
  readonly #outage: Outage;
  readonly #tracked = new Map<string, Tracked>();
  readonly #publisher: OutcomePublisher;
  /** When detection was begun afresh, or -Infinity. */
  #beganMs = -Infinity;
  #isReady = false;

  constructor(options: DetectorOptions) {
    this.#options = options;
    this.#registry = new RegistryReader(options.store);
    this.#checkpoint = new DetectorCheckpoint(options.store);
    this.#log = new AnomalyLog(options);
    this.#publisher = new OutcomePublisher(options);
    this.#outage = new Outage(options.store.description, options.onEvent);
  }

  /** Looks, evaluates and waits until the signal aborts. */
  async run(): Promise<void> {
    const { clock, signal } = this.#options;
    while (!signal.aborted) {
      await clock.sleep(await this.#attempt(), signal);
    }
  }

  /** Writes what waits, and saves all state. What can't be written is evaluated again by the next run. */
  async finish(): Promise<void> {
    try {
      for (const tracked of this.#tracked.values()) {
        await tracked.evaluator.settle();
        await this.#save(tracked);
      }
    } catch (error) {
      this.#outage.failed(error, this.#options.clock.now());
    }
    await this.#publisher.settled();
  }

  /** One look at the store. Returns how long to wait for the next, milliseconds. */
  async #attempt(): Promise<number> {
    const { clock, windowMs } = this.#options;
    try {
      if (!this.#isReady) await this.#start();
      const isDone = await this.#check();
      this.#outage.passed(clock.now());
      const sources = [...this.#tracked.values()].map(({ paced }) => paced);
      return isDone ? pause(sources, clock.now(), windowMs) : 1;
    } catch (error) {
      return this.#outage.failed(error, clock.now());
    }
  }

  async #start(): Promise<void> {
    const { store, clock, mode } = this.#options;
    if (mode === "fresh") {
      await store.resetDetection();
      this.#beganMs = clock.now();
    } else {
      await this.#load();
    }
    this.#isReady = true;
  }

  async #load(): Promise<void> {
    const { windowMs, clock, onEvent } = this.#options;
    const { detectors, refused } = await this.#checkpoint.load(this.#options);
    const nextMs = detectors.map((detector) => detector.nextMs);
    await this.#log.load(detectors.length > 0 ? Math.min(...nextMs) - REPLAYED_WINDOWS * windowMs : 0);
    for (const detector of detectors) this.#track(detector);
    for (const [source, reason] of refused) {
      onEvent({ kind: "problem", message: `${reason}; learning "${source}" anew` });
      const fromMs = Math.ceil(clock.now() / windowMs) * windowMs;
      this.#track(startDetector(source, this.#options, { fromMs }));
    }
  }

  /** Evaluates what is due, a bounded number of windows of each source. Returns whether there is nothing left. */
  async #check(): Promise<boolean> {
    const { store, clock, windowMs } = this.#options;
    const all = await store.heartbeats();
    const heartbeats = Map.groupBy(all, ({ source }) => source);
    const liveSinceMs = this.#outage.liveSinceMs(clock.now(), LIVE_WINDOWS * windowMs);
    for (const [source, ofSource] of heartbeats) this.#discover(source, ofSource);
    const apiNowMs = all.reduce((latest, { seenMs }) => Math.max(latest, seenMs), -Infinity);
    let refreshed: Promise<void> | undefined;
    const refreshRegistry = () => refreshed ??= this.#registry.refresh(apiNowMs);
    let isDone = true;
    for (const [source, tracked] of this.#tracked) {
      const ofSource = heartbeats.get(source) ?? [];
      const horizonMs = horizonOf(ofSource, liveSinceMs);
      isDone = await this.#advance(tracked, ofSource, { horizonMs, refreshRegistry }) && isDone;
      const isLive = ofSource.some(({ seenMs }) => seenMs >= liveSinceMs);
      tracked.paced = { dueMs: tracked.evaluator.detector.nextMs + windowMs, isLive };
    }
    return isDone;
  }

  #discover(source: string, heartbeats: readonly SeenHeartbeat[]): void {
    if (this.#tracked.has(source)) return;
    const start = learningStart(heartbeats, { windowMs: this.#options.windowMs, notBeforeMs: this.#beganMs });
    if (start === null) return;
    this.#track(
      startDetector(source, this.#options, {
        ...start,
        knownSinceMs: this.#beganMs - this.#options.windowMs,
      }),
    );
  }

  #track(detector: SourceDetector): void {
    const { store, windowMs } = this.#options;
    const tracked: Tracked = {
      evaluator: new SourceEvaluator(detector, {
        store,
        windowMs,
        registry: this.#registry,
        log: this.#log,
        onOutcome: (outcome, anomaly) => {
          if (outcome.kind === "established") tracked.unsaved = WINDOWS_PER_STATE;
          if (outcome.kind !== "evaluated" || tracked.caughtUp === 0) {
            this.#publisher.publish(detector.source, outcome, anomaly);
          }
          if (anomaly && (outcome.kind === "closed" || !kindOf(anomaly.kind).lasts)) this.#log.forget(anomaly.id);
        },
      }),
      unsaved: 0,
      caughtUp: 0,
      paced: { dueMs: detector.nextMs + windowMs, isLive: false },
    };
    this.#tracked.set(detector.source, tracked);
  }

  /** Returns whether no window of the source is left. */
  async #advance(
    tracked: Tracked,
    heartbeats: readonly SeenHeartbeat[],
    source: { readonly horizonMs: number; readonly refreshRegistry: () => Promise<void> },
  ): Promise<boolean> {
    const { horizonMs } = source;
    const { windowMs, onEvent } = this.#options;
    const { detector } = tracked.evaluator;
    const behind = (horizonMs - detector.nextMs) / windowMs;
    if (behind > CATCH_UP_WINDOWS && tracked.caughtUp === 0) tracked.caughtUp = 1;
    const windows = await tracked.evaluator.advance(heartbeats, source);
    tracked.unsaved += windows;
    if (tracked.caughtUp > 0) tracked.caughtUp += windows;
    const isDone = horizonMs < detector.nextMs + windowMs;
    if (isDone && tracked.caughtUp > 0) {
      onEvent({ kind: "caughtUp", source: detector.source, windows: tracked.caughtUp - 1 });
      tracked.caughtUp = 0;
    }
    if (tracked.unsaved >= WINDOWS_PER_STATE) await this.#save(tracked);
    return isDone;
  }

  async #save(tracked: Tracked): Promise<void> {
    await this.#checkpoint.save(tracked.evaluator.detector, this.#options.clock.now());
    tracked.unsaved = 0;
  }
}
