import { giveLastLine, splitLines } from "../../counting/line_splitter.ts";
import type { RecordSink } from "../../counting/log_record.ts";
import type { OpenRule } from "../../core/mining/records/record_rule.ts";
import type { FileCheckpoint } from "../state/checkpoint.ts";
import type { LineSource } from "./line_source.ts";
import { type Arrival, RecordFeed } from "./record_feed.ts";

/** Bytes that are taken from the stream ahead of their turn. */
const AHEAD_BYTES = 256 * 1024;

const LIVE: Arrival = { mode: "live", preexisting: false };

/** A stream, and what it is called. */
export interface StreamOptions {
  readonly source: string;
  readonly stream: ReadableStream<Uint8Array>;
  readonly nowMs: number;
  /** Which lines go on with a record. @default {none} */
  readonly openRule?: OpenRule;
  /** There is something to poll for. */
  readonly onArrival: () => void;
}

/** Lines of a stream, always live: what a crash loses of it can't be read again. */
export class StreamSource implements LineSource {
  readonly source: string;
  readonly problem = undefined;
  readonly hasEnd = true;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #onArrival: () => void;
  readonly #feed: RecordFeed;
  #waiting = new Uint8Array(0);
  /** Whether `#waiting` may hold a line that has not been given out. */
  #isFresh = false;
  #isSkipping = false;
  #hasEnded = false;
  #room: (() => void) | undefined;
  #readUpToMs: number;

  constructor({ source, stream, nowMs, openRule, onArrival }: StreamOptions) {
    this.source = source;
    this.#feed = new RecordFeed(openRule);
    this.#reader = stream.getReader();
    this.#onArrival = onArrival;
    this.#readUpToMs = nowMs;
    void this.#pump();
  }

  get readUpToMs(): number {
    return this.#readUpToMs;
  }

  get isDone(): boolean {
    return this.#hasEnded && this.#waiting.length === 0 && this.#feed.heldLines === 0;
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

  poll(nowMs: number, maxLines: number, sink: RecordSink): number {
    let bytes = 0;
    if (this.#isFresh && maxLines > 0) {
      const onLine = this.#feed.lines(LIVE, sink);
      const waiting = this.#waiting;
      const split = splitLines(waiting, 0, waiting.length, { skipping: this.#isSkipping, maxLines, onLine });
      this.#waiting = waiting.subarray(split.consumed);
      this.#isSkipping = split.skipping;
      this.#isFresh = split.lines >= maxLines;
      bytes = split.consumed;
      this.#room?.();
    }
    if (!this.#isFresh && this.#hasEnded) this.finish(nowMs, sink);
    this.#feed.flushWhenQuiet(nowMs, sink);
    if (!this.#isFresh) this.#readUpToMs = nowMs;
    return bytes;
  }

  finish(_nowMs: number, sink: RecordSink): void {
    const rest = this.#waiting;
    this.#waiting = new Uint8Array(0);
    giveLastLine(rest, 0, rest.length, this.#feed.lines(LIVE, sink));
    this.#feed.flush(sink);
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
