import type { EverNewLines } from "./ever_new_lines.ts";

const TICK_MS = 20;

/** Settings of {@linkcode writeSteadily}. */
export interface SteadyWriterOptions {
  readonly path: string;
  readonly lines: EverNewLines;
  readonly linesPerSecond: number;
  readonly seconds: number;
  /** A file of this size is renamed to `PATH.1`, whose place it takes, and begun anew. */
  readonly rotateBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Appends lines at a fixed rate, as much as is due every 20 ms, a late tick all that it missed. Returns how many there were.
 *
 * @throws the signal's reason when it aborts.
 */
export async function writeSteadily(options: SteadyWriterOptions): Promise<number> {
  const { path, lines, linesPerSecond, seconds, rotateBytes, signal } = options;
  const all = linesPerSecond * seconds;
  const startMs = performance.now();
  let file = await Deno.open(path, { append: true, create: true });
  let bytes = 0;
  try {
    for (let written = 0; written < all;) {
      signal.throwIfAborted();
      const due = Math.min(all, Math.floor(linesPerSecond * (performance.now() - startMs) / 1000));
      bytes += lines.writeTo(file, due - written);
      written = due;
      if (bytes >= rotateBytes) {
        file.close();
        await Deno.rename(path, `${path}.1`);
        file = await Deno.open(path, { append: true, create: true });
        bytes = 0;
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  } finally {
    file.close();
  }
  return all;
}
