/** Settings of {@linkcode provoke}. */
export interface ProvokeOptions {
  readonly path: string;
  readonly windowMs: number;
  /** How many windows pass before the first of them. */
  readonly calmWindows: number;
  /** How many windows get something to find. */
  readonly windows: number;
  /** Lines of known messages, and of messages that were never logged. */
  readonly known: readonly string[];
  readonly unknown: readonly string[];
  /** Lines of a spike. */
  readonly spikeLines: number;
  readonly signal: AbortSignal;
}

/**
 * Appends to a log, window after window and at an ever other place in it, what a detector has to find: by turns a message that is
 * new and a spike of one that is known. Returns the starts of the windows.
 *
 * @throws the signal's reason when it aborts.
 */
export async function provoke(options: ProvokeOptions): Promise<number[]> {
  const { path, windowMs, calmWindows, windows, known, unknown, spikeLines, signal } = options;
  const firstMs = (Math.ceil(Date.now() / windowMs) + calmWindows) * windowMs;
  const startsMs: number[] = [];
  for (let i = 0; i < windows; i++) {
    signal.throwIfAborted();
    const startMs = firstMs + i * windowMs;
    const place = 0.05 + 0.8 * (i * 0.382 % 1);
    await new Promise((resolve) => setTimeout(resolve, startMs + place * windowMs - Date.now()));
    const text = i % 2 === 0 ? `${unknown[i]}\n` : `${known[i]}\n`.repeat(spikeLines);
    await Deno.writeTextFile(path, text, { append: true });
    startsMs.push(startMs);
  }
  return startsMs;
}
