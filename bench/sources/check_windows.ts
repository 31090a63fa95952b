import type { Clock } from "../../core/clock.ts";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";
import { runDetector } from "../../detector/run_detector.ts";
import type { Store } from "../../store/store.ts";
import type { Fleet } from "./fleet.ts";

const SLOT_MS = 1000;
const HOUR_MS = 3_600_000;

/** One window of all sources. */
export interface CheckedWindow {
  /** How long writing its counters took, milliseconds. */
  readonly writeMs: number;
  /** From the acknowledgement to the detector's next look at the store. */
  readonly checkMs: number;
  /** How long each call of the store took meanwhile, by method. */
  readonly calls: ReadonlyMap<string, readonly number[]>;
}

/** Runs a detector while windows pass, and times each. */
export async function checkWindows(
  fleet: Fleet,
  { windows, windowMs, signal }: { readonly windows: number; readonly windowMs: number; readonly signal: AbortSignal },
): Promise<CheckedWindow[]> {
  const startMs = Math.floor((Date.now() - HOUR_MS) / windowMs) * windowMs;
  await fleet.register(startMs);
  const stop = new AbortController();
  const clock = new SteppedClock(startMs);
  const watch = new Watch(fleet.store);
  const detector = runDetector({
    ...DETECTION_DEFAULTS,
    store: watch.store,
    clock,
    windowMs,
    mode: "continue",
    sinks: [{ name: "windows", take: ({ kind }) => watch.see(kind) }],
    signal: stop.signal,
  });
  const checked: CheckedWindow[] = [];
  for (let window = 0; window <= windows && !signal.aborted; window++) {
    const fromMs = startMs + window * windowMs;
    const writeFrom = performance.now();
    for (let slotMs = fromMs; slotMs < fromMs + windowMs; slotMs += SLOT_MS) await fleet.count(slotMs);
    const writeMs = performance.now() - writeFrom;
    clock.nowMs = fromMs + windowMs;
    watch.begin();
    const beganMs = performance.now();
    await fleet.acknowledge(fromMs + windowMs, startMs);
    const isFirst = window === 0;
    if (isFirst) continue;
    await watch.until(fleet.sources.length);
    checked.push({ writeMs, checkMs: watch.endedMs - beganMs, calls: watch.calls });
  }
  stop.abort();
  await detector;
  return checked;
}

/** A clock that stands still between windows, and lets nobody sleep long. */
class SteppedClock implements Clock {
  nowMs: number;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  now(): number {
    return this.nowMs;
  }

  sleep(_: number, signal?: AbortSignal): Promise<void> {
    return signal?.aborted ? Promise.resolve() : new Promise((wake) => setTimeout(wake, 10));
  }
}

/** Times a store's calls, and sees when all sources of a window are done with. */
class Watch {
  readonly store: Store;
  calls = new Map<string, number[]>();
  endedMs = 0;
  #evaluated = 0;
  #wanted = Infinity;
  #done = Promise.withResolvers<void>();

  constructor(store: Store) {
    this.store = new Proxy(store, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === "heartbeats") this.#look();
          return this.#timed(String(name), () => value.apply(target, args));
        };
      },
    });
  }

  begin(): void {
    this.calls = new Map();
    this.#evaluated = 0;
    this.#wanted = Infinity;
    this.#done = Promise.withResolvers();
  }

  see(kind: string): void {
    if (kind === "learning" || kind === "window") this.#evaluated++;
  }

  /** Resolves with the first look after this number of sources was evaluated. */
  until(sources: number): Promise<void> {
    this.#wanted = sources;
    return this.#done.promise;
  }

  #look(): void {
    if (this.#evaluated < this.#wanted) return;
    this.endedMs = performance.now();
    this.#done.resolve();
  }

  async #timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const startMs = performance.now();
    const result = await work();
    const took = this.calls.get(name) ?? [];
    took.push(performance.now() - startMs);
    this.calls.set(name, took);
    return result;
  }
}
