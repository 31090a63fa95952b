import { isLoopback } from "../core/is_loopback.ts";
import { messageOf } from "../core/message_of.ts";
import { StoreUnavailableError } from "../store/store_errors.ts";
import type { Api } from "./create_api.ts";
import { errorResponse } from "./error_response.ts";
import { type HttpServer, type HttpServerOptions, serveHttp } from "./server/http_server.ts";

/** How long answers under way may take once the server is asked to stop. */
const GRACE_MS = 1000;
/** And how long it may take to send the 503s. */
const CUT_MS = 500;

/** A server that listens. */
export interface ServedApi {
  /** The port, also where 0 was asked for. */
  readonly port: number;
  readonly url: string;
  /** Stops listening, gives answers under way a second (then they are a 503), ends the heartbeats. */
  stop(): Promise<void>;
  /** Resolves when it has stopped. */
  readonly finished: Promise<void>;
}

/** Where an api is served. */
export interface ServeOptions extends Omit<HttpServerOptions, "handler" | "hostname" | "unsent"> {
  /** @default "127.0.0.1" */
  readonly hostname?: string;
  readonly signal?: AbortSignal;
}

/**
 * Serves an api and starts its heartbeats, until `stop()` or until `signal` aborts. Port 0 takes a free one.
 *
 * @throws {Error} in one line with the remedy, when the port is in use or not allowed, or when another address than
 * loopback is asked for without a token.
 */
export function serveApi(
  api: Api,
  { hostname = "127.0.0.1", signal, ...options }: ServeOptions,
): ServedApi {
  if (!api.hasToken && !isLoopback(hostname)) {
    throw new Error(
      `Cannot listen on "${hostname}" without a token: set API_TOKEN, or listen on the loopback address 127.0.0.1`,
    );
  }
  const listening = listen(api, { hostname, ...options });
  const { port } = listening.server;
  const scheme = options.certificate === undefined ? "http" : "https";
  const finished = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  const stop = () => stopping ??= end();
  signal?.addEventListener("abort", stop, { once: true });
  api.start();
  if (signal?.aborted) stop();
  const url = `${scheme}://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  return { port, url, stop, finished: finished.promise };

  async function end(): Promise<void> {
    await Promise.all([shutdown(listening), api.stop()]);
    finished.resolve();
  }
}

interface Listening {
  readonly server: HttpServer;
  /** One per request under way: answers it with a 503. */
  readonly cuts: Set<() => void>;
}

function listen(api: Api, { hostname, port, ...options }: Omit<HttpServerOptions, "handler" | "unsent">): Listening {
  const cuts = new Set<() => void>();
  const handler = async (request: Request) => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const cut = () =>
      resolve(errorResponse(new StoreUnavailableError("Cannot answer: the api is stopping, send it again")));
    cuts.add(cut);
    try {
      return await Promise.race([api.fetch(request), promise]);
    } finally {
      cuts.delete(cut);
    }
  };
  try {
    return { cuts, server: serveHttp({ ...options, hostname, port, handler, unsent: api.unsent }) };
  } catch (error) {
    throw new Error(`Cannot listen on "${hostname}:${port}": ${remedy(error)}`, { cause: error });
  }
}

async function shutdown({ server, cuts }: Listening): Promise<void> {
  const timers = [
    setTimeout(() => cuts.forEach((cut) => cut()), GRACE_MS),
    setTimeout(() => server.cut(), GRACE_MS + CUT_MS),
  ];
  await server.close();
  timers.forEach(clearTimeout);
}

function remedy(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) {
    return "the port is in use, choose another with --port or end what uses it";
  }
  if (error instanceof Deno.errors.PermissionDenied) return "not allowed, choose a --port above 1023";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine does not have the address, choose another";
  return messageOf(error);
}
