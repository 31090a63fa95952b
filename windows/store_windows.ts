import type { ClosedWindow } from "./closed_window.ts";
import { pause } from "./pacing.ts";
import { StoreReading, type StoreWindowsOptions } from "./store_reading.ts";
import type { Positions, WindowSource } from "./window_source.ts";

export type { StoreWindowsOptions } from "./store_reading.ts";

/**
 * Windows of all sources in a store, soon after each window's end: as soon as every live agent of a source has acknowledged what
 * arrived in it. However many the sources are, a look takes three calls; and one more for each position that some of them are
 * behind at.
 */
export class StoreWindows implements WindowSource {
  readonly #options: StoreWindowsOptions;
  readonly #acknowledged = new Map<string, number>();
  #reading: StoreReading;

  constructor(options: StoreWindowsOptions) {
    this.#options = options;
    this.#reading = new StoreReading(options, this.#acknowledged);
  }

  async *windows(signal: AbortSignal): AsyncGenerator<readonly ClosedWindow[]> {
    const { clock, outage, windowMs, onHeartbeats, onPast } = this.#options;
    const reading = this.#reading = new StoreReading(this.#options, this.#acknowledged);
    while (!signal.aborted) {
      const look = await outage.retried(() => reading.look(), { clock, signal });
      if (look === undefined) return;
      await onHeartbeats?.(look.heartbeats);
      if (signal.aborted) return;
      for (const [source, endMs] of look.pastEnds) await onPast?.(source, endMs);
      if (signal.aborted) return;
      if (look.windows.length > 0) yield look.windows;
      if (look.isDone) await clock.sleep(pause(look.sources, clock.now(), windowMs), signal);
    }
  }

  acknowledge(positions: Positions): Promise<void> {
    for (const [source, endMs] of positions) this.#acknowledged.set(source, endMs);
    return Promise.resolve();
  }

  template(source: string, id: string): { readonly text: string; readonly sample: string } | undefined {
    return this.#reading.template(source, id);
  }
}
