import { byPlace } from "./by_place.ts";
import type { ClosedWindow } from "./closed_window.ts";

/** A source's windows, and those that were taken off it and are not given yet. */
interface Input {
  readonly windows: AsyncIterator<readonly ClosedWindow[]>;
  waiting: readonly ClosedWindow[];
  isOver: boolean;
}

/**
 * Windows of several sources in order of (startMs, source). Of each source no more is held than one batch, and one is asked for only
 * when it is needed. Ending the iteration ends those of all sources.
 */
export async function* mergeWindows(
  sources: readonly AsyncIterable<readonly ClosedWindow[]>[],
): AsyncGenerator<readonly ClosedWindow[]> {
  const inputs = sources.map((source): Input => ({
    windows: source[Symbol.asyncIterator](),
    waiting: [],
    isOver: false,
  }));
  try {
    for (;;) {
      for (const input of inputs) await fill(input);
      const untilMs = Math.min(...inputs.filter(({ isOver }) => !isOver).map(({ waiting }) => waiting.at(-1)!.startMs));
      const due = inputs.flatMap((input) => takeUpTo(input, untilMs));
      if (due.length === 0) return;
      yield due.sort(byPlace);
    }
  } finally {
    await Promise.all(inputs.map(({ windows }) => windows.return?.()));
  }
}

async function fill(input: Input): Promise<void> {
  while (!input.isOver && input.waiting.length === 0) {
    const next = await input.windows.next();
    if (next.done) input.isOver = true;
    else input.waiting = next.value;
  }
}

function takeUpTo(input: Input, untilMs: number): readonly ClosedWindow[] {
  const end = input.waiting.findIndex(({ startMs }) => startMs > untilMs);
  const taken = end < 0 ? input.waiting : input.waiting.slice(0, end);
  input.waiting = end < 0 ? [] : input.waiting.slice(end);
  return taken;
}
