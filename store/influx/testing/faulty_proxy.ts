/** What a proxy does with a request: passes it on, never answers, drops the answer, or answers by itself. */
export type Fault = "none" | "hang" | "drop answer" | FaultyAnswer;

/** An answer that is none of the server's. */
export interface FaultyAnswer {
  readonly status: number;
  readonly headers: HeadersInit;
  /** @default {an empty object} */
  readonly message?: string;
  /** Requests that get it: others are passed on. @default {all} */
  readonly paths?: RegExp;
}

/** Stands between a client and a server, for tests of what goes wrong between them. */
export class FaultyProxy implements AsyncDisposable {
  fault: Fault = "none";
  readonly #target: string;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #end = new AbortController();

  constructor(target: string) {
    this.#target = target;
    const options = {
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      onError: () => new Response(null, { status: 502 }),
    };
    this.#server = Deno.serve(options, (request) => this.#answer(request));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const { fault } = this;
    const { pathname, search } = new URL(request.url);
    if (typeof fault === "object" && (fault.paths?.test(pathname) ?? true)) {
      return Response.json({ message: fault.message }, fault);
    }
    if (fault === "hang") return await this.#never();
    const answer = await fetch(this.#target + pathname + search, {
      method: request.method,
      headers: request.headers,
      body: request.body,
    });
    const body = await answer.arrayBuffer();
    if (fault === "drop answer") return await this.#never();
    return new Response(body.byteLength > 0 ? body : null, { status: answer.status, headers: answer.headers });
  }

  #never(): Promise<Response> {
    return new Promise((_, reject) => this.#end.signal.addEventListener("abort", () => reject(new Error("closed"))));
  }
}
