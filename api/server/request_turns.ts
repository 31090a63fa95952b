import type { ConnectionStream } from "./connection_stream.ts";

/** As many requests of a connection may wait for the answers before theirs; hardly any client sends one ahead. */
const MOST_WAITING = 16;

interface Queue {
  waiting: number;
  last: Promise<void>;
}

/** Sees to it that requests that a client sends before it has read an answer are answered one after another: all at once they would fill the memory. */
export class RequestTurns {
  readonly #queues = new WeakMap<ConnectionStream, Queue>();

  /** Answers a request once those before are answered and taken. Where too many wait, the connection is closed. Never rejects where `answer` does not. */
  async inTurn(connection: ConnectionStream, answer: () => Promise<void>): Promise<void> {
    const queue = this.#queueOf(connection);
    if (queue.waiting >= MOST_WAITING) return void connection.destroy();
    queue.waiting++;
    const before = queue.last;
    const turn = Promise.withResolvers<void>();
    queue.last = turn.promise;
    await before;
    try {
      if (!connection.destroyed) await answer();
    } finally {
      queue.waiting--;
      turn.resolve();
    }
  }

  #queueOf(connection: ConnectionStream): Queue {
    let queue = this.#queues.get(connection);
    if (queue === undefined) this.#queues.set(connection, queue = { waiting: 0, last: Promise.resolve() });
    return queue;
  }
}
