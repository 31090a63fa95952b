import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Dice } from "./dice.ts";
import { Turn } from "./turn.ts";

/**
 * What a proxy does to requests: cuts the connection before it passes one on, or when the answer has come; answers by a page of its own; answers
 * late; refuses all but short ones.
 */
export const MOODS = ["cutBefore", "cutAfter", "page", "slow", "small"] as const;

/** One of them; or it passes all of them on, or none. */
export type Mood = typeof MOODS[number] | "well" | "closed";

const STATUSES = [200, 302, 400, 403, 404, 413, 422, 500, 502, 503, 504];
/** While it is in a mood, this many of the requests are treated so. */
const SHARE = 0.7;
const LATE_MS = 1_500;
const SMALL_BYTES = 1_500;

/** Stands between agents and an api. */
export class BadProxy {
  mood: Mood = "well";
  /** For who changes its mood. */
  readonly turn = new Turn();
  readonly #dice: Dice;
  readonly #target: string;
  readonly #server: Server;
  #spoiled = 0;

  private constructor(target: string, dice: Dice) {
    this.#target = target;
    this.#dice = dice;
    this.#server = createServer((request, response) =>
      void this.#handle(request, response).catch(() => response.destroy())
    );
  }

  /** Starts one on a free port of the loopback address. */
  static async start(target: string, dice: Dice): Promise<BadProxy> {
    const proxy = new BadProxy(target, dice);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Where agents find it. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Requests that it has not simply passed on. */
  get spoiled(): number {
    return this.#spoiled;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const mood = this.mood === "closed" || this.#dice.chance(SHARE) ? this.mood : "well";
    const isPassed = mood === "well" || (mood === "small" && body.length <= SMALL_BYTES);
    if (!isPassed) this.#spoiled++;
    if (mood === "cutBefore" || mood === "closed") return void response.destroy();
    if (mood === "page") return page(response, this.#dice.pick(STATUSES));
    if (mood === "small" && !isPassed) return page(response, 413);
    if (mood === "slow") await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    const answer = await pass(this.#target, request, body);
    if (mood === "cutAfter") return void response.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Uint8Array;
}

async function pass(target: string, { method, url, headers }: IncomingMessage, body: Uint8Array): Promise<Answer> {
  const { host: _host, ...rest } = headers;
  const onward = request(target + url, { method, headers: rest });
  onward.end(body);
  const [answer] = await once(onward, "response") as [IncomingMessage];
  return { status: answer.statusCode!, headers: answer.headers, body: await bodyOf(answer) };
}

async function bodyOf(message: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of message) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" }).end(`<html><h1>${status}</h1></html>`);
}
