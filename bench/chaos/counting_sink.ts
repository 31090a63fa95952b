import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What arrived of a log's lines. */
export interface Arrived {
  /** Lines that came once at least. */
  readonly different: number;
  /** How often some came beyond the first time. */
  readonly doubled: number;
}

/** Takes line protocol as an InfluxDB does, and counts each numbered line. */
export class CountingSink implements AsyncDisposable {
  /** It does not answer: as an api that was killed. */
  isAway = false;
  readonly #server: Server;
  readonly #counts = new Map<string, Map<number, number>>();

  private constructor() {
    this.#server = createServer((request, response) =>
      void this.#take(request, response).catch(() => response.destroy())
    );
  }

  /** Starts one on a free port of the loopback address. */
  static async start(): Promise<CountingSink> {
    const sink = new CountingSink();
    sink.#server.listen(0, "127.0.0.1");
    await once(sink.#server, "listening");
    return sink;
  }

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What arrived of a source. */
  arrived(source: string): Arrived {
    const counts = [...this.#counts.get(source)?.values() ?? []];
    return { different: counts.length, doubled: counts.reduce((sum, count) => sum + count - 1, 0) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const piece of request.setEncoding("utf8")) text += piece;
    if (this.isAway) return void response.destroy();
    for (const [, number, source] of text.matchAll(/request (\d+) of (\S+) took/g)) {
      this.#count(source!, Number(number));
    }
    response.writeHead(204).end();
  }

  #count(source: string, number: number): void {
    const counts = this.#counts.get(source) ?? new Map<number, number>();
    this.#counts.set(source, counts.set(number, (counts.get(number) ?? 0) + 1));
  }
}
