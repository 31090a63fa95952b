import { giveLastLine, splitLines } from "../../counting/line_splitter.ts";
import type { RecordSink } from "../../counting/log_record.ts";
import type { OpenRule } from "../../core/mining/records/record_rule.ts";
import type { AgentEvent } from "../agent_event.ts";
import type { FileCheckpoint } from "../state/checkpoint.ts";
import { fileProblem } from "./file/file_problem.ts";
import type { LineSource } from "./line_source.ts";
import { type Arrival, RecordFeed } from "./record_feed.ts";

/** Bytes that are taken from the stream ahead of their turn. */
const AHEAD_BYTES = 256 * 1024;

const NOTHING = new Uint8Array(0);

const LIVE: Arrival = { mode: "live", preexisting: false };

/** A stream, and what it is called. */
export interface StreamOptions {
  /** What the user calls it, for messages. */
  readonly path: string;
  readonly source: string;
  /** Opens it, at once. What takes time is part of the stream: `ReadableStream.from(chunksOf(path))`. */
  readonly stream: () => ReadableStream<Uint8Array>;
  readonly nowMs: number;
  /** Which lines go on with a record. @default {none} */
  readonly openRule?: OpenRule;
  /** There is something to poll for. */
  readonly onArrival: () => void;
  readonly onEvent: (event: AgentEvent) => void;
}

/**
 * Lines of a stream, always live: what a crash loses of it can't be read again. Its end is final. A stream that can't be opened, or fails,
 * is at its end too; why is its problem, and is told.
 */
export class StreamSource implements LineSource {
  readonly source: string;
  readonly hasEnd = true;
  readonly #path: string;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #onArrival: () => void;
  readonly #onEvent: (event: AgentEvent) => void;
  readonly #feed: RecordFeed;
  #waiting = NOTHING;
  /** Whether `#waiting` may hold a line that has not been given out. */
  #isFresh = false;
  #isSkipping = false;
  #hasEnded = false;
  #room: (() => void) | undefined;
  #readUpToMs: number;
  #problem: string | undefined;

  constructor({ path, source, stream, nowMs, openRule, onArrival, onEvent }: StreamOptions) {
    this.source = source;
    this.#path = path;
    this.#feed = new RecordFeed(openRule);
    this.#onArrival = onArrival;
    this.#onEvent = onEvent;
    this.#readUpToMs = nowMs;
    this.#reader = this.#open(stream);
    if (this.#reader !== undefined) void this.#pump(this.#reader);
  }

  get problem(): string | undefined {
    return this.#problem;
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

  /** What waits for its turn, where it is read no faster than a rate, is not given out. */
  finish(_nowMs: number, sink: RecordSink): void {
    const rest = this.#isFresh ? NOTHING : this.#waiting;
    this.#waiting = NOTHING;
    giveLastLine(rest, 0, rest.length, this.#feed.lines(LIVE, sink));
    this.#feed.flush(sink);
  }

  close(): void {
    this.#hasEnded = true;
    this.#room?.();
    void this.#reader?.cancel().catch(() => {});
  }

  #open(stream: () => ReadableStream<Uint8Array>): ReadableStreamDefaultReader<Uint8Array> | undefined {
    try {
      return stream().getReader();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #pump(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    while (!this.#hasEnded) {
      const { done, value } = await reader.read().catch((error) => this.#fail(error));
      if (done || value === undefined) this.#hasEnded = true;
      else this.#add(value);
      this.#onArrival();
      if (this.#waiting.length > AHEAD_BYTES) await new Promise<void>((resolve) => this.#room = resolve);
    }
  }

  /** Takes it for the end, unless that has come. */
  #fail(error: unknown): { done: true; value: undefined } {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#problem = fileProblem(this.#path, error);
      this.#onEvent({ kind: "fileProblem", path: this.#path, message: this.#problem });
    }
    return { done: true, value: undefined };
  }

  #add(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#waiting.length + bytes.length);
    joined.set(this.#waiting);
    joined.set(bytes, this.#waiting.length);
    this.#waiting = joined;
    this.#isFresh = true;
  }
}
