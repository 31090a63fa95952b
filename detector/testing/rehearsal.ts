import type { Anomaly } from "../../core/detection/anomaly.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import type { DetectorEvent } from "../detector_event.ts";
import type { DetectorOptions } from "../detector_options.ts";
import { runDetector } from "../run_detector.ts";
import { FailingStore } from "./failing_store.ts";
import { ScriptedAgent } from "./scripted_agent.ts";

/** Where tests begin: a window's start. */
export const START_MS = 1_700_000_000_000;
/** Length of the tests' windows, each of one slot. */
export const WINDOW_MS = 2000;

type Counts = Readonly<Record<string, number>>;

/** A store, a clock that moves by hand, an agent and a detector, for tests of the loop. */
export class Rehearsal implements AsyncDisposable {
  readonly clock = new ManualClock(START_MS);
  readonly store: FailingStore;
  agent: ScriptedAgent;
  readonly events: DetectorEvent[] = [];
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(store: Store = openSqliteStore(":memory:", { retentionMs: Infinity })) {
    this.store = new FailingStore(store);
    this.agent = new ScriptedAgent(store, { sinceMs: START_MS });
  }

  start(mode: "fresh" | "continue", more: Partial<DetectorOptions> = {}): void {
    this.#stop = new AbortController();
    this.#running = runDetector({
      store: this.store,
      clock: this.clock,
      mode,
      detector: "sigma",
      windowMs: WINDOW_MS,
      learningWindows: 5,
      baselineWindows: 30,
      sigmaMultiplier: 4,
      signal: this.#stop.signal,
      ...more,
      sinks: [{ name: "stage", take: (event) => void this.events.push(event) }, ...more.sinks ?? []],
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Forgets the detector as a crash would: it keeps no state any more. */
  async crash(): Promise<void> {
    this.store.isDown = true;
    await this.stop();
    this.store.isDown = false;
  }

  /** The agent is started again: it covers the source from now on. */
  restartAgent(): void {
    this.agent = this.agent.restarted(this.clock.now());
  }

  /** Lets windows pass, each with these lines, which the agent acknowledges at its end. */
  async pass(windows: readonly Counts[]): Promise<void> {
    for (const counts of windows) {
      const slotMs = this.clock.now() - this.clock.now() % WINDOW_MS;
      await this.clock.advance(slotMs + WINDOW_MS - this.clock.now());
      await this.agent.count(slotMs, counts);
      await this.agent.heartbeat(slotMs + WINDOW_MS);
      await this.clock.advance(200);
    }
  }

  /** A number of windows, each with these lines. */
  async calm(windows: number, counts: Counts = { a: 100, b: 100 }): Promise<void> {
    await this.pass(Array(windows).fill(counts));
  }

  anomalies(): Promise<Anomaly[]> {
    return this.store.anomalies();
  }

  /** Anomalies in short: kind, template, first window and number of windows. */
  async calls(): Promise<string[]> {
    return (await this.anomalies()).map(({ kind, template, startMs, endMs }) =>
      `${kind} ${template} at ${(startMs - START_MS) / WINDOW_MS} for ${(endMs - startMs) / WINDOW_MS}`
    );
  }

  eventsOf<Kind extends DetectorEvent["kind"]>(kind: Kind): Extract<DetectorEvent, { kind: Kind }>[] {
    return this.events.filter((event): event is Extract<DetectorEvent, { kind: Kind }> => event.kind === kind);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.store[Symbol.asyncDispose]();
  }
}
