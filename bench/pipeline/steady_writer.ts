import type { EverNewLines } from "./ever_new_lines.ts";

const TICK_MS = 20;

/** Settings of {@linkcode writeSteadily}. */
export interface SteadyWriterOptions {
  /** Files that get as many lines each. */
  readonly paths: readonly string[];
  readonly lines: EverNewLines;
  /** Of all files. */
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
  const { paths, lines, linesPerSecond, seconds, rotateBytes, signal } = options;
  const all = linesPerSecond * seconds;
  const startMs = performance.now();
  using stack = new DisposableStack();
  const logs = paths.map((path) => stack.use(new RotatedLog(path, rotateBytes)));
  for (let written = 0; written < all;) {
    signal.throwIfAborted();
    const due = Math.min(all, Math.floor(linesPerSecond * (performance.now() - startMs) / 1000));
    const dueOf = (lines: number, index: number) => Math.floor((lines + index) / logs.length);
    for (const [index, log] of logs.entries()) log.write(lines, dueOf(due, index) - dueOf(written, index));
    written = due;
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return all;
}

/** A log that rotation renames once it is large. */
class RotatedLog implements Disposable {
  readonly #path: string;
  readonly #rotateBytes: number;
  #file: Deno.FsFile;
  #bytes = 0;

  constructor(path: string, rotateBytes: number) {
    this.#path = path;
    this.#rotateBytes = rotateBytes;
    this.#file = Deno.openSync(path, { append: true, create: true });
  }

  write(lines: EverNewLines, count: number): void {
    this.#bytes += lines.writeTo(this.#file, count);
    if (this.#bytes < this.#rotateBytes) return;
    this.#file.close();
    Deno.renameSync(this.#path, `${this.#path}.1`);
    this.#file = Deno.openSync(this.#path, { append: true, create: true });
    this.#bytes = 0;
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }
}
