import type { Clock } from "../core/clock.ts";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { OVERFLOW_ID } from "../core/mining/templates/template.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import type { SourceWindow } from "../core/statistics/source_windows.ts";
import type { Outage } from "../store/outage.ts";
import type { HeartbeatStore } from "../store/ports/heartbeats.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import type { WindowStore } from "../store/ports/windows.ts";
import { byPlace } from "./by_place.ts";
import type { ClosedWindow } from "./closed_window.ts";
import { horizonOf, learningStart, storedPastEnd } from "./coverage.ts";
import type { PacedSource } from "./pacing.ts";
import { plausibleHeartbeats, plausibleStart } from "./plausible_heartbeats.ts";
import { RegistryReader } from "./registry_reader.ts";
import { windowCoverage } from "./window_coverage.ts";
import { NO_LINES, resolveLines } from "./window_lines.ts";
import type { Positions } from "./window_source.ts";

/** An agent that was not seen for this number of windows is taken for dead. */
const LIVE_WINDOWS = 3;
/** How many windows of a source are asked for at once when there are many to catch up with. */
const WINDOWS_PER_QUERY = 30;
/** How many windows of all sources together are asked for at once, but one of each in any case. */
const SOURCE_WINDOWS_PER_QUERY = 3_000;

/** Settings of `StoreWindows`. */
export interface StoreWindowsOptions {
  readonly store: HeartbeatStore & TemplateStore & WindowStore;
  readonly clock: Clock;
  readonly windowMs: number;
  /** Follows the store's failures, with whoever else uses it. */
  readonly outage: Outage;
  /** What ended earlier is given of no source that is not acknowledged, epoch milliseconds. @default -Infinity */
  readonly notBeforeMs?: number;
  /** Is given the newest heartbeats at each look, before its windows; no window is given before it is done. */
  readonly onHeartbeats?: (heartbeats: readonly SeenHeartbeat[]) => Promise<void>;
  /** Is told when the newest heartbeat was stored, by the api's clock, at each look and before anything goes by the time. */
  readonly onSeen?: (seenMs: number) => void;
  /** All that a source has logged before a time is stored, and its first window is yet to come; may be called at each look. */
  readonly onPast?: (source: string, beforeMs: number) => Promise<void>;
}

/** What a look at the store has found. */
export interface Look {
  readonly windows: readonly ClosedWindow[];
  /** Whether nothing that is closed is left. */
  readonly isDone: boolean;
  /** The newest of each agent and source. */
  readonly heartbeats: readonly SeenHeartbeat[];
  readonly sources: readonly PacedSource[];
  /** Sources without a first window yet, all of whose past is stored, and up to when. */
  readonly pastEnds: readonly (readonly [source: string, endMs: number])[];
}

/** Where reading stands with a source. */
interface Position {
  nextMs: number;
  /** See `ClosedWindow.awaitsLine`, for the next window. */
  awaitsLine: boolean;
}

/** A source's windows from `fromMs` to `toMs`, which are closed. */
interface Due {
  readonly source: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly horizonMs: number;
  readonly heartbeats: readonly SeenHeartbeat[];
}

/** One iteration of a store's windows: how far it has come, and what it knows of templates. */
export class StoreReading {
  readonly #options: StoreWindowsOptions;
  readonly #registry: RegistryReader;
  readonly #positions: Map<string, Position>;
  /** Templates without a row that were looked for, by source: a late row comes with the others. */
  readonly #unregistered = new Map<string, Set<string>>();

  /** @param from where sources begin; others begin after their first line. */
  constructor(options: StoreWindowsOptions, from: Positions) {
    this.#options = options;
    this.#registry = new RegistryReader(options.store);
    const now = { nowMs: options.clock.now(), windowMs: options.windowMs };
    this.#positions = new Map(
      [...from].map(([source, nextMs]) => [source, { nextMs: plausibleStart(nextMs, now), awaitsLine: false }]),
    );
  }

  /** A template's row, or its survivor's. */
  template(source: string, id: string): RegisteredTemplate | undefined {
    return this.#registry.of(source).get(id);
  }

  /** Reads the windows that are closed, a bounded number of each source. When it fails on the way it can be called again. */
  async look(): Promise<Look> {
    const { store, clock, outage, windowMs } = this.#options;
    const stored = await store.heartbeats();
    this.#options.onSeen?.(Math.max(...stored.map(({ seenMs }) => seenMs)));
    const all = plausibleHeartbeats(stored, clock.now());
    const heartbeats = Map.groupBy(all, ({ source }) => source);
    for (const [source, ofSource] of heartbeats) this.#discover(source, ofSource);
    const liveSinceMs = outage.liveSinceMs(clock.now(), LIVE_WINDOWS * windowMs);
    const closed = [...this.#positions].map(([source, { nextMs }]): Due => {
      const ofSource = heartbeats.get(source) ?? [];
      const horizonMs = horizonOf(ofSource, liveSinceMs);
      const windows = Math.max(0, Math.floor((horizonMs - nextMs) / windowMs));
      return { source, fromMs: nextMs, toMs: nextMs + windows * windowMs, horizonMs, heartbeats: ofSource };
    });
    const due = this.#bounded(closed.filter(({ fromMs, toMs }) => toMs > fromMs));
    const seenMs = all.reduce((latest, { seenMs }) => Math.max(latest, seenMs), -Infinity);
    const windows = due.length > 0 ? await this.#read(due, seenMs) : [];
    return {
      windows,
      heartbeats: all,
      isDone: closed.every(({ source, toMs }) => this.#positions.get(source)!.nextMs >= toMs),
      sources: [...heartbeats].map(([source, ofSource]) => ({
        // One that has not begun can begin at any time.
        dueMs: (this.#positions.get(source)?.nextMs ?? -Infinity) + windowMs,
        isLive: ofSource.some(({ seenMs }) => seenMs >= liveSinceMs),
      })),
      pastEnds: [...heartbeats].flatMap(([source, ofSource]) => {
        const endMs = this.#positions.has(source) ? null : storedPastEnd(ofSource);
        return endMs === null ? [] : [[source, endMs] as const];
      }),
    };
  }

  #discover(source: string, heartbeats: readonly SeenHeartbeat[]): void {
    if (this.#positions.has(source)) return;
    const { windowMs, notBeforeMs = -Infinity } = this.#options;
    const start = learningStart(heartbeats, { windowMs, notBeforeMs });
    if (start !== null) this.#positions.set(source, { nextMs: start.fromMs, awaitsLine: start.awaitsLine });
  }

  /** Groups of sources that stand at the same place and can be asked for together, no more of each than a query takes. */
  #bounded(due: readonly Due[]): Due[][] {
    const { windowMs } = this.#options;
    const longestMs = (sources: number) =>
      windowMs * Math.max(1, Math.min(WINDOWS_PER_QUERY, Math.floor(SOURCE_WINDOWS_PER_QUERY / sources)));
    return [...Map.groupBy(due, ({ fromMs, toMs }) => `${fromMs} ${toMs}`).values()].map((group) => {
      const untilMs = group[0]!.fromMs + longestMs(group.length);
      return group.map((each) => ({ ...each, toMs: Math.min(each.toMs, untilMs) }));
    });
  }

  /**
   * The registry is read after the heartbeats, so that it holds every template of the lines that they acknowledge, and along with the
   * counts. What changes in this object changes after everything is read.
   */
  async #read(groups: readonly Due[][], seenMs: number): Promise<ClosedWindow[]> {
    const [rows] = await Promise.all([this.#rows(groups), this.#registry.refresh(seenMs)]);
    const ofSource = Map.groupBy(rows, ({ source }) => source);
    for (const [source, windows] of ofSource) await this.#registerUnheard(source, windows);
    return groups.flat().flatMap((due) => this.#windowsOf(due, ofSource.get(due.source) ?? [])).sort(byPlace);
  }

  async #rows(groups: readonly Due[][]): Promise<SourceWindow[]> {
    const { store, windowMs } = this.#options;
    const rows: SourceWindow[][] = [];
    for (const group of groups) {
      const { fromMs, toMs } = group[0]!;
      rows.push(await store.sourceWindows({ sources: group.map(({ source }) => source), fromMs, toMs, windowMs }));
    }
    return rows.flat();
  }

  /** Reads the registry again for templates that it does not hold, once for each. */
  async #registerUnheard(source: string, windows: readonly SourceWindow[]): Promise<void> {
    const registry = this.#registry.of(source);
    const looked = this.#unregistered.get(source);
    const unheard = windows.flatMap(({ counts }) => [...counts.keys()])
      .filter((template) => template !== OVERFLOW_ID && !registry.has(template) && !looked?.has(template));
    if (unheard.length === 0) return;
    await this.#registry.reread(source);
    this.#unregistered.set(source, new Set([...looked ?? [], ...unheard]));
  }

  #windowsOf(due: Due, rows: readonly SourceWindow[]): ClosedWindow[] {
    const { source, fromMs, toMs, horizonMs, heartbeats } = due;
    const { windowMs } = this.#options;
    const registry = this.#registry.of(source);
    const { lineage } = registry;
    const position = this.#positions.get(source)!;
    const ofStart = new Map(rows.map((row) => [row.startMs, row]));
    const counted = Array.from({ length: (toMs - fromMs) / windowMs }, (_, index) => {
      const startMs = fromMs + index * windowMs;
      const row = ofStart.get(startMs) ?? NO_LINES;
      return { source, startMs, endMs: startMs + windowMs, ...resolveLines(row, lineage) };
    });
    const coverage = windowCoverage(counted, heartbeats);
    const windows = counted.map((window, index) => ({
      ...window,
      coverage: coverage[index]!,
      arrivals: registry.arrivalsBefore(window.endMs),
      lineage,
      behindMs: horizonMs - window.endMs,
      awaitsLine: position.awaitsLine && index === 0,
    }));
    position.nextMs = toMs;
    position.awaitsLine = false;
    return windows;
  }
}
