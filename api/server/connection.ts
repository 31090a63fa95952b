const BUFFER_BYTES = 65_536;
const NOTHING = new Uint8Array(0);

/** An accepted connection: what has come and is not taken yet, and what it last did. */
export class Connection {
  readonly #connection: Deno.Conn;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #closed = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();
  #left: Uint8Array<ArrayBuffer> = NOTHING;
  #reading: Promise<boolean> | undefined;
  #bytesReceived = 0;
  #writingSinceMs: number | null = null;
  #isClosed = false;

  constructor(connection: Deno.Conn) {
    this.#connection = connection;
    // An answer's last packet would wait for the client to acknowledge the one before: 40 ms.
    if ("setNoDelay" in connection) (connection as Deno.TcpConn).setNoDelay(true);
  }

  /** Bytes that have come so far. */
  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  /** Since when the client has taken nothing of what is written to it, by `performance.now()`; null where nothing waits. */
  get writingSinceMs(): number | null {
    return this.#writingSinceMs;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves when it is closed. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Resolves when nothing more will come: it is closed, or the client has ended its half. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /** What has come and is not taken. */
  get left(): Uint8Array<ArrayBuffer> {
    return this.#left;
  }

  /** Takes the first bytes of what is left. */
  take(bytes: number): Uint8Array<ArrayBuffer> {
    const taken = this.#left.subarray(0, bytes);
    this.#left = this.#left.subarray(bytes);
    return taken;
  }

  /** Resolves when more is left than before; with false where nothing more will come. One read is under way at a time. */
  more(): Promise<boolean> {
    return this.#reading ??= this.#read();
  }

  /** @throws what keeps the client from taking it. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      this.#writingSinceMs = performance.now();
      at += await this.#connection.write(at === 0 ? bytes : bytes.subarray(at));
    }
    this.#writingSinceMs = null;
  }

  /** Says that nothing more is written. */
  async endWriting(): Promise<void> {
    await this.#connection.closeWrite().catch(() => {});
  }

  /** Does nothing where it is closed already. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      this.#connection.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
    this.#closed.resolve();
    this.#gone.resolve();
  }

  async #read(): Promise<boolean> {
    // A client may go away at any time; nobody has to be told.
    const size = this.#isClosed ? null : await this.#connection.read(this.#buffer).catch(() => null);
    this.#reading = undefined;
    if (size === null) {
      this.#gone.resolve();
      return false;
    }
    this.#bytesReceived += size;
    this.#left = joined(this.#left, this.#buffer.slice(0, size));
    return true;
  }
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
