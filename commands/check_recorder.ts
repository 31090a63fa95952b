import type { Clock } from "../core/clock.ts";
import type { LinePoint } from "../core/line_point.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import type { OutcomeSink } from "../detector/sinks/outcome_sink.ts";
import type { PointStore } from "../store/ports/points.ts";

/** Name of the measurement; its tag is `source`, its field `delay_ms`, its time the window's end. */
export const CHECKS = "logiq_checks";

/** More than this wait only while the store is away; the oldest are dropped then. */
const MOST_WAITING = 1_000;

/**
 * Writes for Grafana how long after its end each window was evaluated, or learned from, and its anomalies saved. The detector never waits for it, and
 * while the store is away there is nothing to say that the detector does not say itself.
 */
export class CheckRecorder implements AsyncDisposable {
  readonly #store: PointStore;
  readonly #clock: Pick<Clock, "now">;
  readonly #waiting: LinePoint[] = [];
  #underWay: Promise<void> | undefined;

  constructor(store: PointStore, clock: Pick<Clock, "now">) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Takes note of a window that was evaluated or learned from; of other events nothing. */
  record(event: DetectorEvent): void {
    if (event.kind !== "window" && event.kind !== "learning") return;
    const endMs = event.windowStartMs + event.windowMs;
    const delayMs = Math.max(0, Math.round(this.#clock.now() - endMs));
    this.#waiting.push({
      measurement: CHECKS,
      tags: new Map([["source", event.source]]),
      fields: new Map([["delay_ms", { kind: "integer", value: BigInt(delayMs) }]]),
      timeNs: BigInt(Math.round(endMs)) * 1_000_000n,
    });
    this.#underWay ??= this.#write();
  }

  /** Resolves when no write is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#underWay;
  }

  async #write(): Promise<void> {
    await Promise.resolve(); // windows that are published together go together
    try {
      while (this.#waiting.length > 0) {
        const points = this.#waiting.slice();
        await this.#store.writePoints(points);
        this.#waiting.splice(0, points.length);
      }
    } catch {
      this.#waiting.splice(0, Math.max(0, this.#waiting.length - MOST_WAITING));
    } finally {
      this.#underWay = undefined;
    }
  }
}

/** Records checks, for a store that Grafana reads. */
export function checkSink(store: PointStore, clock: Pick<Clock, "now">): OutcomeSink {
  const recorder = new CheckRecorder(store, clock);
  return {
    name: "check recorder",
    take: (event) => recorder.record(event),
    close: () => recorder[Symbol.asyncDispose](),
  };
}
