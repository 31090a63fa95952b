import { setImmediate } from "node:timers/promises";
import type { Clock } from "../core/clock.ts";
import type { ObservedWindow } from "../core/detection/observed_window.ts";
import { survivors } from "../core/registry/survivors.ts";
import type { SourceWindow } from "../core/statistics/source_windows.ts";
import type { Outage } from "../store/outage.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import type { WindowStore } from "../store/ports/windows.ts";
import type { PastQuery, PastSource } from "./past_source.ts";
import { resolveCounts } from "./resolve_counts.ts";

/** How much of the past is asked for at once: with a hundred templates every second that is a million slots. */
const QUERY_MS = 3 * 3_600_000;
/** A longer time without any line is not taken for silence. */
const LONGEST_SILENCE_MS = 86_400_000;

/** Settings of {@linkcode StorePast}. */
export interface StorePastOptions {
  readonly store: Pick<TemplateStore, "templates"> & Pick<WindowStore, "pastWindows">;
  readonly clock: Clock;
  readonly outage: Outage;
  /** How far back it reaches, milliseconds. */
  readonly spanMs: number;
}

/** The past of sources as a store has it: live lines of before, and those that were read from files by their own time. */
export class StorePast implements PastSource {
  readonly #options: StorePastOptions;

  constructor(options: StorePastOptions) {
    this.#options = options;
  }

  async *windows(query: PastQuery, signal: AbortSignal): AsyncGenerator<readonly ObservedWindow[]> {
    const { store, clock, outage, spanMs } = this.#options;
    const { source, beforeMs, windowMs } = query;
    if (spanMs <= 0) return;
    const rows = await outage.retried(() => store.templates({ source }), { clock, signal }) ?? [];
    const lineage = survivors(rows);
    const firstMs = rows.reduce((first, { firstSeenMs }) => Math.min(first, firstSeenMs), Infinity);
    const floor = (ms: number) => Math.floor(ms / windowMs) * windowMs;
    const endMs = floor(beforeMs), stepMs = Math.max(windowMs, floor(QUERY_MS));
    let before: ObservedWindow | undefined;
    for (let fromMs = floor(Math.max(firstMs, beforeMs - spanMs)); fromMs < endMs; fromMs += stepMs) {
      const range = { source, fromMs, toMs: Math.min(endMs, fromMs + stepMs), windowMs };
      const counted = await outage.retried(() => store.pastWindows(range), { clock, signal });
      if (counted === undefined) return;
      const windows = counted.map((window) => resolved(window, lineage));
      if (before === undefined && windows[0] !== undefined) windows[0] = { ...windows[0], complete: false };
      const given = windows.flatMap((window) => {
        const gap = before === undefined ? [] : between(before.startMs + windowMs, window.startMs, windowMs);
        before = window;
        return [...gap, window];
      });
      if (given.length > 0) yield given;
      // A store in this process works without giving way to anyone.
      await setImmediate();
      if (signal.aborted) return;
    }
  }
}

function resolved(
  { startMs, counts, total, errors }: SourceWindow,
  lineage: ReadonlyMap<string, string>,
): ObservedWindow {
  return { startMs, counts: resolveCounts(counts, lineage), total, errors: resolveCounts(errors, lineage) };
}

function between(fromMs: number, toMs: number, windowMs: number): ObservedWindow[] {
  if (toMs - fromMs > LONGEST_SILENCE_MS) return [];
  const none: ReadonlyMap<string, number> = new Map();
  return Array.from({ length: (toMs - fromMs) / windowMs }, (_, index) => {
    return { startMs: fromMs + index * windowMs, counts: none, total: 0 };
  });
}
