import { setImmediate } from "node:timers/promises";
import { addCount } from "../core/add_count.ts";
import type { Clock } from "../core/clock.ts";
import type { ObservedWindow } from "../core/detection/observed/observed_window.ts";
import { survivors } from "../core/registry/survivors.ts";
import type { SourceWindow } from "../core/statistics/source_windows.ts";
import { sum } from "../core/sum.ts";
import type { Outage } from "../store/outage.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import type { WindowStore } from "../store/ports/windows.ts";
import type { PastQuery, PastSource } from "./past_source.ts";
import { resolveLines, type WindowLines } from "./window_lines.ts";

/**
 * How much of the past is asked for at once: an hour, more while answers are quick, and less again where they are slow. With a hundred templates every
 * second an hour is 360,000 slots, of history it is 6,000. A store in this process answers nobody else meanwhile, nor does a detector that learns: with
 * steps of twelve hours an agent's message was answered after six seconds on a busy machine.
 */
const SHORTEST_MS = 3_600_000, LONGEST_MS = 3 * SHORTEST_MS;
const QUICK_MS = 50, SLOW_MS = 200;
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
    const { clock, outage, spanMs, store } = this.#options;
    const { source, beforeMs, windowMs, afterMs } = query;
    if (spanMs <= 0) return;
    const rows = await outage.retried(() => store.templates({ source }), { clock, signal }) ?? [];
    const lineage = survivors(rows);
    const firstMs = rows.reduce((first, { firstSeenMs }) => Math.min(first, firstSeenMs), Infinity);
    let endMs = afterMs ?? null;
    for await (const counted of this.#counted(query, afterMs ?? Math.max(firstMs, beforeMs - spanMs), signal)) {
      yield counted.flatMap((row) => {
        const { startMs } = row, window = { startMs, ...resolveLines(row, lineage) };
        const given = endMs === null
          ? [{ ...window, complete: false }]
          : [...between(endMs, startMs, windowMs), window];
        endMs = startMs + windowMs;
        return given;
      });
    }
    if (query.hasRest && !signal.aborted) yield await this.#rest(query, lineage, signal);
  }

  /** What came since the last window that has ended: a timer's line of half a minute ago is not a line of a quarter of an hour ago. */
  async #rest(
    { source, beforeMs, windowMs }: PastQuery,
    lineage: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<ObservedWindow[]> {
    const { store, clock, outage } = this.#options;
    const fromMs = Math.floor(beforeMs / windowMs) * windowMs;
    if (fromMs === beforeMs) return [];
    const range = { source, fromMs, toMs: beforeMs, windowMs: divisorOf(beforeMs, windowMs) };
    const counted = await outage.retried(() => store.pastWindows(range), { clock, signal }) ?? [];
    const parts = counted.map((row) => resolveLines(row, lineage));
    return parts.length === 0 ? [] : [{ ...added(parts), startMs: fromMs, complete: false }];
  }

  /** Windows with lines from a time on, in steps between which others may work: a store in this process gives way to nobody. */
  async *#counted(
    { source, beforeMs, windowMs }: PastQuery,
    sinceMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly SourceWindow[]> {
    const { store, clock, outage } = this.#options;
    const floor = (ms: number) => Math.floor(ms / windowMs) * windowMs;
    let fromMs = floor(sinceMs), stepMs = SHORTEST_MS;
    while (fromMs < floor(beforeMs) && !signal.aborted) {
      const toMs = Math.min(floor(beforeMs), fromMs + Math.max(windowMs, floor(stepMs)));
      const askedMs = clock.now(), range = { source, fromMs, toMs, windowMs };
      const counted = await outage.retried(() => store.pastWindows(range), { clock, signal });
      if (counted === undefined) return;
      stepMs = nextStep(stepMs, clock.now() - askedMs);
      fromMs = toMs;
      yield counted;
      await setImmediate();
    }
  }
}

function nextStep(stepMs: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return Math.max(SHORTEST_MS, stepMs / 2);
  return tookMs < QUICK_MS ? Math.min(LONGEST_MS, stepMs * 2) : stepMs;
}

/** The greatest common divisor. */
function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}

/** Windows as one. */
function added(parts: readonly WindowLines[]): Omit<ObservedWindow, "startMs"> {
  const counts = new Map<string, number>(), errors = new Map<string, number>(), fatals = new Map<string, number>();
  for (const part of parts) {
    for (const [template, lines] of part.counts) addCount(counts, template, lines);
    for (const [template, lines] of part.errors) addCount(errors, template, lines);
    for (const [template, lines] of part.fatals) addCount(fatals, template, lines);
  }
  return { counts, errors, fatals, total: sum(parts.map(({ total }) => total)) };
}

function between(fromMs: number, toMs: number, windowMs: number): ObservedWindow[] {
  if (toMs - fromMs > LONGEST_SILENCE_MS) return [];
  const none: ReadonlyMap<string, number> = new Map();
  return Array.from({ length: (toMs - fromMs) / windowMs }, (_, index) => {
    return { startMs: fromMs + index * windowMs, counts: none, total: 0 };
  });
}
