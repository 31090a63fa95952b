import type { ConnectionStream } from "./connection_stream.ts";

/** How long a client may keep a connection waiting, milliseconds. */
export interface Patience {
  /** From its opening to the end of its first request's headers. */
  readonly firstRequestMs: number;
  /** From an answer to the end of the next request's headers. */
  readonly idleMs: number;
  /** To send a body, beside the time that {@linkcode bytesPerSecond} gives it. */
  readonly bodyMs: number;
  /** The slowest that a body may come. */
  readonly bytesPerSecond: number;
  /** To take what is written. */
  readonly writeMs: number;
}

/** What a person's browser, an agent on a slow line and a proxy never need. */
export const PATIENCE: Patience = {
  firstRequestMs: 10_000,
  idleMs: 60_000,
  bodyMs: 30_000,
  bytesPerSecond: 16_384,
  writeMs: 60_000,
};

/** How long a client may stall, in sending a body or in taking an answer, while others find no room. */
const STALL_MS = 2_000;
/** So soon after its opening a client has sent its request, where nothing is slow. */
const JUST_COME_MS = 250;

type State =
  | { readonly kind: "waiting"; readonly sinceMs: number; readonly isFirst: boolean }
  | { readonly kind: "body"; readonly sinceMs: number; readonly receivedBefore: number }
  | { readonly kind: "answering" };

/** The connections of a server, and which of them may be given up. Times are those of `performance.now()`. */
export class OpenConnections {
  readonly #states = new Map<ConnectionStream, State>();
  readonly #patience: Patience;
  #changed = Promise.withResolvers<void>();

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  get size(): number {
    return this.#states.size;
  }

  /** Resolves when the next connection has closed. */
  get closing(): Promise<void> {
    return this.#changed.promise;
  }

  /** Takes a new connection. */
  add(connection: ConnectionStream): void {
    this.#states.set(connection, { kind: "waiting", sinceMs: performance.now(), isFirst: true });
    connection.once("close", () => {
      this.#states.delete(connection);
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
  }

  /** A request's headers are there. */
  requested(connection: ConnectionStream): void {
    this.#enter(connection, {
      kind: "body",
      sinceMs: performance.now(),
      receivedBefore: connection.bytesReceived,
    });
  }

  /** Its body is there. */
  received(connection: ConnectionStream): void {
    if (this.#states.get(connection)?.kind === "body") this.#enter(connection, { kind: "answering" });
  }

  /** It is answered. */
  answered(connection: ConnectionStream): void {
    this.#enter(connection, { kind: "waiting", sinceMs: performance.now(), isFirst: false });
  }

  /** Closes those whose client keeps them waiting for too long. */
  closeLate(): void {
    const nowMs = performance.now();
    for (const [connection, state] of this.#states) {
      if (isLate(connection, state, { patience: this.#patience, nowMs })) connection.destroy();
    }
  }

  /**
   * Closes the one that has waited longest for a request, so that another can be taken; one that has just come is left alone. Where none
   * waits, one whose client stalls.
   */
  closeIdlest(): void {
    const nowMs = performance.now();
    for (const [connection, state] of this.#states) {
      if (state.kind === "waiting" && state.sinceMs <= nowMs - JUST_COME_MS) return void connection.destroy();
    }
    const hurried = { ...this.#patience, bodyMs: STALL_MS, writeMs: STALL_MS };
    for (const [connection, state] of this.#states) {
      if (state.kind !== "waiting" && isLate(connection, state, { patience: hurried, nowMs })) {
        return void connection.destroy();
      }
    }
  }

  /** Closes the one that has taken nothing of its answer for longest, where that is too long while others find no room. */
  closeStalled(): void {
    let longest: ConnectionStream | undefined;
    let sinceMs = performance.now() - STALL_MS;
    for (const connection of this.#states.keys()) {
      if ((connection.writingSinceMs ?? Infinity) > sinceMs) continue;
      longest = connection;
      sinceMs = connection.writingSinceMs!;
    }
    longest?.destroy();
  }

  /** Closes those without a request under way. */
  closeIdle(): void {
    for (const [connection, { kind }] of this.#states) if (kind === "waiting") connection.destroy();
  }

  /** Closes all. */
  closeAll(): void {
    for (const connection of this.#states.keys()) connection.destroy();
  }

  /** Who has last changed comes last. */
  #enter(connection: ConnectionStream, state: State): void {
    if (this.#states.delete(connection)) this.#states.set(connection, state);
  }
}

function isLate(
  connection: ConnectionStream,
  state: State,
  { patience, nowMs }: { readonly patience: Patience; readonly nowMs: number },
): boolean {
  const { firstRequestMs, idleMs, bodyMs, bytesPerSecond, writeMs } = patience;
  const { writingSinceMs } = connection;
  if (writingSinceMs !== null && nowMs - writingSinceMs > writeMs) return true;
  if (state.kind === "waiting") return nowMs - state.sinceMs > (state.isFirst ? firstRequestMs : idleMs);
  if (state.kind === "answering") return false;
  const received = connection.bytesReceived - state.receivedBefore;
  return nowMs - state.sinceMs > bodyMs + 1000 * received / bytesPerSecond;
}
