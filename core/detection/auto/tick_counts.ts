import { addCount } from "../../add_count.ts";
import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { sum } from "../../sum.ts";
import type { Ticks } from "./ticks.ts";
import type { WatchedWindow } from "./watched_window.ts";

/** State of a tick that goes on, a JSON value. */
export type TickCountsState = ReturnType<TickCounts["toState"]>;

/** Adds windows up to a tick. */
export class TickCounts {
  #tickMs: number | null = null;
  #isWhole = true;
  #isEmpty = true;
  #lines = 0;
  #counts = new Map<string, number>();
  #errors = new Map<string, number>();
  #hosts = new Map<string, number>();

  /** Start of the tick that goes on, epoch milliseconds; null between ticks. */
  get tickMs(): number | null {
    return this.#tickMs;
  }

  /** Whether all of it was covered so far. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Whether no line has come in it, of whatever template. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Lines so far, of all templates together. */
  get lines(): number {
    return this.#lines;
  }

  /** Lines so far, by template. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Lines of level error and above so far, by template. */
  get errors(): ReadonlyMap<string, number> {
    return this.#errors;
  }

  /** Lines so far, by host. */
  get hosts(): ReadonlyMap<string, number> {
    return this.#hosts;
  }

  /** Takes a window of the tick that goes on, or of the next. Lines that no template stands for are not told apart. */
  add({ startMs, counts, total, errors, hosts, isWhole }: WatchedWindow, { ms }: Ticks): void {
    const tickMs = startOfTick(startMs, ms);
    if (this.#tickMs === null) this.#isWhole = startMs === tickMs;
    this.#tickMs = tickMs;
    this.#isWhole &&= isWhole;
    this.#isEmpty &&= total === 0;
    for (const [template, lines] of errors) addCount(this.#errors, template, lines);
    for (const [host, lines] of hosts) addCount(this.#hosts, host, lines);
    for (const [template, lines] of counts) {
      if (template === OVERFLOW_ID) continue;
      addCount(this.#counts, template, lines);
      this.#lines += lines;
    }
  }

  /** Passes over a window of the tick that goes on, or of the next: nothing is known of it. */
  skip(startMs: number, { ms }: Ticks): void {
    this.#tickMs = startOfTick(startMs, ms);
    this.#isWhole = false;
  }

  /** Whether a window that begins then is part of another tick than the one that goes on. */
  isOver(startMs: number, { ms }: Ticks): boolean {
    return this.#tickMs !== null && this.#tickMs !== startOfTick(startMs, ms);
  }

  /** Lines of a template count for another one. */
  merge(template: string, into: string): void {
    for (const counts of [this.#counts, this.#errors]) {
      const lines = counts.get(template);
      if (lines === undefined) continue;
      counts.delete(template);
      addCount(counts, into, lines);
    }
  }

  /** The tick is over. */
  clear(): void {
    this.#tickMs = null;
    this.#isEmpty = true;
    this.#lines = 0;
    this.#counts = new Map();
    this.#errors = new Map();
    this.#hosts = new Map();
  }

  toState() {
    const [tickMs, isWhole, isEmpty] = [this.#tickMs, this.#isWhole, this.#isEmpty];
    const hosts = this.#hosts.size > 0 ? { hosts: [...this.#hosts] } : {};
    return { tickMs, isWhole, isEmpty, counts: [...this.#counts], errors: [...this.#errors], ...hosts };
  }

  static fromState({ tickMs, isWhole, isEmpty, counts, errors, hosts }: TickCountsState): TickCounts {
    const tick = new TickCounts();
    [tick.#tickMs, tick.#isWhole, tick.#isEmpty] = [tickMs, isWhole, isEmpty];
    tick.#counts = new Map(counts);
    tick.#lines = sum(tick.#counts.values());
    tick.#errors = new Map(errors);
    tick.#hosts = new Map(hosts);
    return tick;
  }
}

function startOfTick(timeMs: number, tickMs: number): number {
  return Math.floor(timeMs / tickMs) * tickMs;
}
