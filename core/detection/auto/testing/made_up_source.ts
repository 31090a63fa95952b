import { addCount } from "../../../add_count.ts";
import { sum } from "../../../sum.ts";
import type { ObservedWindow } from "../../observed/observed_window.ts";
import type { Outcome } from "../../outcome.ts";
import type { SourceDetector } from "../../source_detector.ts";
import { poisson, seeded } from "./chance.ts";

/** Lines a second of each message, by its id; a `!` before it makes them errors, and a host's name may follow it after `@`. */
export type Rates = Readonly<Record<string, number>>;
/** What a source says at a time; null: nothing is known of that window. */
export type Course = (timeMs: number) => Rates | null;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** A made-up source: windows of Poisson counts by rates that change in time, the same for the same seed. */
export class MadeUpSource {
  readonly #random: () => number;
  readonly #windowMs: number;

  constructor({ seed = 1, windowMs = 2000 }: { readonly seed?: number; readonly windowMs?: number } = {}) {
    this.#random = seeded(seed);
    this.#windowMs = windowMs;
  }

  /** The window that begins then, or null where nothing is known of it. */
  window(startMs: number, course: Course): ObservedWindow | null {
    const rates = course(startMs);
    if (rates === null) return null;
    const counts = new Map<string, number>(), errors = new Map<string, number>(), hosts = new Map<string, number>();
    for (const [name, perSecond] of Object.entries(rates)) {
      const lines = poisson(perSecond * this.#windowMs / 1000, this.#random);
      if (lines === 0) continue;
      const [message, host] = name.split("@") as [string, string?];
      addCount(counts, message, lines);
      if (message.startsWith("!")) addCount(errors, message, lines);
      if (host !== undefined) addCount(hosts, host, lines);
    }
    return { startMs, counts, total: sum(counts.values()), errors, hosts };
  }

  /** Feeds a detector until a time; returns what it makes of it. */
  feed(detector: SourceDetector, untilMs: number, course: Course): Outcome[] {
    const outcomes: Outcome[] = [];
    while (detector.nextMs < untilMs) {
      const window = this.window(detector.nextMs, course);
      outcomes.push(...window === null ? detector.skip(detector.nextMs) : detector.observe(window));
    }
    return outcomes;
  }
}

/** Outcomes about incidents, in short: `opened spike a`. */
export function calls(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) =>
    "episode" in outcome ? [`${outcome.kind} ${outcome.episode.kind} ${outcome.episode.template}`] : []
  );
}
