import { Buffer } from "node:buffer";
import { Duplex } from "node:stream";

const CHUNK_BYTES = 65_536;

/** An accepted connection as the stream that Node.js' HTTP server reads and writes, and what it last did. */
export class ConnectionStream extends Duplex {
  readonly #connection: Deno.Conn;
  readonly #buffer = new Uint8Array(CHUNK_BYTES);
  #bytesReceived = 0;
  #writingSinceMs: number | null = null;

  constructor(connection: Deno.Conn) {
    super({ allowHalfOpen: true });
    this.#connection = connection;
    // An answer's last packet would wait for the client to acknowledge the one before: 40 ms.
    if ("setNoDelay" in connection) (connection as Deno.TcpConn).setNoDelay(true);
    // A client may go away at any time; nobody has to be told.
    this.on("error", () => {});
  }

  /** Bytes that have come so far. */
  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** Since when the client has taken nothing of what is written to it, by `performance.now()`; null where nothing waits. */
  get writingSinceMs(): number | null {
    return this.#writingSinceMs;
  }

  /** Node.js' server asks for it; who waits too long is known elsewhere (`open_connections.ts`). */
  setTimeout(): this {
    return this;
  }

  /** As a socket's: what is written is sent, then it is closed. */
  destroySoon(): void {
    if (this.writableFinished) return void this.destroy();
    this.once("finish", () => this.destroy());
    this.end();
  }

  override _read(): void {
    this.#connection.read(this.#buffer).then((size) => {
      this.#bytesReceived += size ?? 0;
      this.push(size === null ? null : Buffer.from(this.#buffer.slice(0, size)));
    }, (error) => this.destroy(error));
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error) => void): void {
    this.#send(chunk).then(() => done(), done);
  }

  /** What waits together, such as head and body of an answer, is sent together. */
  override _writev(chunks: { readonly chunk: Uint8Array }[], done: (error?: Error) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _final(done: () => void): void {
    this.#connection.closeWrite().then(done, done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    try {
      this.#connection.close();
    } catch (closed) {
      if (!(closed instanceof Deno.errors.BadResource)) error ??= closed as Error;
    }
    done(error);
  }

  async #send(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      this.#writingSinceMs = performance.now();
      at += await this.#connection.write(chunk.subarray(at));
    }
    this.#writingSinceMs = null;
  }
}
