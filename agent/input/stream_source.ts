import { splitLines } from "../line_splitter.ts";
import type { FileCheckpoint } from "../state/checkpoint.ts";
import type { LineSink } from "./line_sink.ts";
import type { LineSource } from "./line_source.ts";

/** Bytes that are taken from the stream ahead of their turn. */
const AHEAD_BYTES = 256 * 1024;

/** Lines of a stream, always live: what a crash loses of it can't be read again. */
export class StreamSource implements LineSource {
  readonly source: string;
  readonly problem = undefined;
  readonly hasEnd = true;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #onArrival: () => void;
  #waiting = new Uint8Array(0);
  /** Whether `#waiting` may hold a line that has not been given out. */
  #isFresh = false;
  #isSkipping = false;
  #hasEnded = false;
  #room: (() => void) | undefined;
  #readUpToMs: number;

  /** `onArrival` is called when there is something to poll for. */
  constructor(source: string, stream: ReadableStream<Uint8Array>, nowMs: number, onArrival: () => void) {
    this.source = source;
    this.#reader = stream.getReader();
    this.#onArrival = onArrival;
    this.#readUpToMs = nowMs;
    void this.#pump();
  }

  get readUpToMs(): number {
    return this.#readUpToMs;
  }

  get isDone(): boolean {
    return this.#hasEnded && this.#waiting.length === 0;
  }

  isBehind(): boolean {
    return false;
  }

  lagBytes(): number {
    return this.#isFresh ? this.#waiting.length : 0;
  }

  marks(): FileCheckpoint[] {
    return [];
  }

  poll(nowMs: number, maxLines: number, sink: LineSink): number {
    let bytes = 0;
    if (this.#isFresh && maxLines > 0) {
      const onLine = sink.chunk("live", false);
      const waiting = this.#waiting;
      const split = splitLines(waiting, 0, waiting.length, { skipping: this.#isSkipping, maxLines, onLine });
      this.#waiting = waiting.subarray(split.consumed);
      this.#isSkipping = split.skipping;
      this.#isFresh = split.lines >= maxLines;
      bytes = split.consumed;
      this.#room?.();
    }
    if (!this.#isFresh && this.#hasEnded) this.finish(nowMs, sink);
    if (!this.#isFresh) this.#readUpToMs = nowMs;
    return bytes;
  }

  finish(_nowMs: number, sink: LineSink): void {
    const rest = this.#waiting;
    if (rest.length === 0) return;
    this.#waiting = new Uint8Array(0);
    sink.chunk("live", false)(rest, 0, rest.at(-1) === 13 ? rest.length - 1 : rest.length);
  }

  close(): void {
    this.#hasEnded = true;
    this.#room?.();
    void this.#reader.cancel().catch(() => {});
  }

  async #pump(): Promise<void> {
    while (!this.#hasEnded) {
      const { done, value } = await this.#reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || value === undefined) this.#hasEnded = true;
      else this.#add(value);
      this.#onArrival();
      if (this.#waiting.length > AHEAD_BYTES) await new Promise<void>((resolve) => this.#room = resolve);
    }
  }

  #add(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#waiting.length + bytes.length);
    joined.set(this.#waiting);
    joined.set(bytes, this.#waiting.length);
    this.#waiting = joined;
    this.#isFresh = true;
  }
}
