/** How many stretches are remembered: the longest ones of an agent that is often off are the last ones. */
const CAPACITY = 50;

/** A stretch in which nobody watched, epoch milliseconds. */
export type UnwatchedSpan = readonly [fromMs: number, toMs: number];

/** When a source was not watched, lately: a message that was not there then was not missed. */
export class UnwatchedTime {
  #spans: readonly UnwatchedSpan[];
  #fromMs: number | null;

  constructor({ spans, fromMs }: ReturnType<UnwatchedTime["toState"]> = { spans: [], fromMs: null }) {
    this.#spans = spans;
    this.#fromMs = fromMs;
  }

  /** Nothing is known of what came from then on. */
  begin(atMs: number): void {
    this.#fromMs ??= atMs;
  }

  /** It is watched again from then on. */
  end(atMs: number): void {
    if (this.#fromMs === null) return;
    this.#spans = [...this.#spans, [this.#fromMs, atMs] as const].slice(-CAPACITY);
    this.#fromMs = null;
  }

  /** How much of a stretch nobody watched, milliseconds. */
  within(fromMs: number, toMs: number): number {
    return this.#spans.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs)), 0);
  }

  toState(): { readonly spans: readonly UnwatchedSpan[]; readonly fromMs: number | null } {
    return { spans: this.#spans, fromMs: this.#fromMs };
  }
}
