import type { ObservedWindow } from "../../core/detection/observed/observed_window.ts";

/** Series of a source whose messages come at a steady rate, each at its own. */
export interface Series {
  readonly templates: number;
  /** Lines of a message in a window, in the mean. */
  readonly lines: number;
  readonly windowMs: number;
}

/** Windows of a source, one after another, the same each time. */
export function* madeUpWindows({ templates, lines, windowMs }: Series): Generator<ObservedWindow> {
  const names = Array.from({ length: templates }, (_, i) => `template-${i}`);
  let state = 1;
  for (let startMs = 0;; startMs += windowMs) {
    const counts = new Map<string, number>();
    let total = 0;
    for (const name of names) {
      state = Math.imul(state, 1_664_525) + 1_013_904_223 >>> 0;
      const count = Math.floor(state / 2 ** 32 * (2 * lines + 1));
      if (count === 0) continue;
      counts.set(name, count);
      total += count;
    }
    yield { startMs, counts, total };
  }
}
