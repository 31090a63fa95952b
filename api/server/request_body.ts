import type { Connection } from "./connection.ts";

/** Length and extensions of a chunk, or a trailer: nobody needs more. */
const MOST_LINE_BYTES = 4_096;
const MOST_TRAILERS = 100;
const CHUNK_SIZE = /^([0-9a-f]{1,8})[ \t]*(;.*)?$/i;
const GO_ON = new TextEncoder().encode("HTTP/1.1 100 Continue\r\n\r\n");

/** A request's body on its connection: read as it is asked for, piece by piece. */
export class RequestBody {
  readonly #connection: Connection;
  readonly #isChunked: boolean;
  readonly #onComplete: () => void;
  #waits: boolean;
  /** Bytes to come, of the body or of the chunk. */
  #remaining: number;
  #isInChunk = false;
  #isComplete: boolean;

  constructor(
    connection: Connection,
    { length, waits, onComplete }: {
      readonly length: number | "chunked";
      readonly waits: boolean;
      readonly onComplete: () => void;
    },
  ) {
    this.#connection = connection;
    this.#isChunked = length === "chunked";
    this.#remaining = length === "chunked" ? 0 : length;
    this.#waits = waits;
    this.#onComplete = onComplete;
    this.#isComplete = length === 0;
    if (this.#isComplete) onComplete();
  }

  /** Whether all of it was read. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** What a `Request` is made with: the bytes, where they have all come, else a stream of them; null where there is none. */
  init(): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.#isComplete) return null;
    if (!this.#isChunked && this.#connection.left.length >= this.#remaining) return this.#piece();
    return new ReadableStream({
      pull: async (controller) => {
        const piece = await this.#next();
        if (piece === null) controller.close();
        else controller.enqueue(piece);
      },
    }, { highWaterMark: 0 });
  }

  /** @throws {TypeError} where the connection ends before the body, or where it is not as HTTP has it. */
  async #next(): Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#isComplete) return null;
    if (this.#waits) await this.#connection.write(GO_ON);
    this.#waits = false;
    if (this.#isChunked && this.#remaining === 0 && !await this.#nextChunk()) return null;
    if (this.#connection.left.length === 0) await this.#more();
    return this.#piece();
  }

  #piece(): Uint8Array<ArrayBuffer> {
    const piece = this.#connection.take(this.#remaining);
    this.#remaining -= piece.length;
    if (this.#remaining === 0 && !this.#isChunked) this.#complete();
    return piece;
  }

  /** Goes to the next chunk; false where there is none. */
  async #nextChunk(): Promise<boolean> {
    if (this.#isInChunk && await this.#line() !== "") throw new TypeError("expected a chunk's end");
    const [, size] = CHUNK_SIZE.exec(await this.#line()) ?? [];
    if (size === undefined) throw new TypeError("expected a chunk's size");
    this.#remaining = parseInt(size, 16);
    this.#isInChunk = this.#remaining > 0;
    if (!this.#isInChunk) await this.#skipTrailers();
    return this.#isInChunk;
  }

  async #skipTrailers(): Promise<void> {
    for (let trailers = 0; await this.#line() !== ""; trailers++) {
      if (trailers === MOST_TRAILERS) throw new TypeError("expected fewer trailers");
    }
    this.#complete();
  }

  async #line(): Promise<string> {
    for (;;) {
      const { left } = this.#connection;
      const end = left.indexOf(10);
      if (end > 0 && left[end - 1] === 13) {
        return String.fromCharCode(...this.#connection.take(end + 1).subarray(0, end - 1));
      }
      if (end !== -1 || left.length > MOST_LINE_BYTES) throw new TypeError("expected a line of a chunk");
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    if (!await this.#connection.more()) throw new TypeError("the connection ended before the body did");
  }

  #complete(): void {
    this.#isComplete = true;
    this.#onComplete();
  }
}
